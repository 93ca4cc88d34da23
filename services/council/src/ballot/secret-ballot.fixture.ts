import {
  castSecretVote,
  certificateOfBallot,
  entriesOfRoll,
  freezeRoll,
  issuedTokensOfBallot,
  issueToken,
  openBallot,
  secretVotesOfBallot,
  type InputOf,
  type draftBallot,
  type VoteChoice,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, instantAt } from '@gezhi/shared/domain';
import type { TestCaller } from '@gezhi/shared/testing';
import { rollRow, secretVoteRow, type SecretVerificationFile } from '@gezhi/verify';
import { finishToken, prepareToken } from '@gezhi/verify/token';
import { type BallotScene, day } from './ballot.fixture.js';

/** A secret ballot of residents' representatives, which a meeting of nobody's presence decides. */
export class SecretScene {
  private constructor(
    readonly scene: BallotScene,
    readonly ballotId: string,
    readonly voters: readonly TestCaller[],
    readonly tokenKey: string,
  ) {}

  static async open(
    scene: BallotScene,
    { voters, present = () => false, ...more }: { voters: number; present?: (n: number) => boolean } & Partial<InputOf<typeof draftBallot>>,
    beforeOpening: (ballotId: string) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<SecretScene> {
    const ids = Array.from({ length: voters }, newId);
    const { id } = await SecretScene.draft(scene, more);
    await scene.notice(id);
    const representatives = ids.map((representativeId, n) => ({ representativeId, attends: present(n) }));
    await scene.secretary.call(freezeRoll, { ballotId: id, representatives });
    await beforeOpening(id);
    await scene.service.advance(16 * day);
    const { tokenKey } = await scene.secretary.call(openBallot, { id });
    const callers = ids.map((household) => scene.service.as({ roles: ['resident'], household }));
    return new SecretScene(scene, id, callers, tokenKey!);
  }

  static draft(scene: BallotScene, more: Partial<InputOf<typeof draftBallot>> = {}) {
    return scene.draft(
      undefined as unknown as string,
      {
        ...{ electorate: 'RESIDENT_REPRESENTATIVES', estateId: undefined, ruleId: 'RESIDENT_MEETING_2018', secret: true },
        ...{ matter: 'OTHER', subjectId: undefined, closesAt: instantAt(addDays(scene.today, 300)), ...more },
      } as Partial<InputOf<typeof draftBallot>>,
    );
  }

  async numberOf(voter: number): Promise<number> {
    return (await this.scene.entriesOf(this.voters[voter]!, this.ballotId))[0]!.entryNumber;
  }

  /** A token with its signature, ready to be cast. */
  async token(voter: number) {
    const prepared = await prepareToken(this.tokenKey);
    const asked = { ballotId: this.ballotId, entryNumber: await this.numberOf(voter), blinded: prepared.blinded };
    const { blindSignature } = await this.voters[voter]!.call(issueToken, asked);
    return { token: prepared.token, signature: await finishToken(this.tokenKey, prepared, blindSignature) };
  }

  /** The end is reached, and two persons certify. */
  async certify(): Promise<void> {
    await this.scene.service.advance(300 * day);
    await this.scene.certify(this.ballotId);
  }

  cast(ready: { readonly token: string; readonly signature: string }, choice: VoteChoice) {
    return this.scene.service.public().call(castSecretVote, { ballotId: this.ballotId, ...ready, choice });
  }

  async file(): Promise<SecretVerificationFile> {
    const anyone = this.scene.service.public();
    const [ballotId, limit] = [this.ballotId, 2000];
    const signed = await anyone.call(certificateOfBallot, { ballotId });
    const roll = (await anyone.call(entriesOfRoll, { ballotId, limit })).items.map(rollRow);
    const issued = (await anyone.call(issuedTokensOfBallot, { ballotId, limit })).items.map(({ entryNumber }) => entryNumber);
    const votes = (await anyone.call(secretVotesOfBallot, { ballotId, limit })).items.map(secretVoteRow);
    const file = { format: 'gezhi-secret-verification/1', ...signed, roll, issued, votes };
    return JSON.parse(JSON.stringify(file)) as SecretVerificationFile;
  }
}
