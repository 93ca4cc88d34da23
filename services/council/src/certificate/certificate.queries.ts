import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  ballotErrors,
  certificateOfBallot,
  requestErrors,
  tallyOfBallot,
  votesOfBallot,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';

type Signed = OutputOf<typeof certificateOfBallot>;
type Published = OutputOf<typeof votesOfBallot>['items'][number];

const signed = named(
  'certificate.of-ballot',
  `SELECT c.certificate, c.signature, c.public_key AS "publicKey" FROM ballot b LEFT JOIN ballot_certificate c ON c.ballot_id = b.id WHERE b.id = $1`,
);
const votes = named(
  'certificate.votes',
  `SELECT v.sequence, v.entry_number AS "entryNumber", v.voice, v.choice, v.channel, v.cast_at AS "castAt", v.salt FROM vote v
   WHERE v.ballot_id = $1 AND v.sequence > $2::integer ORDER BY v.sequence LIMIT $3`,
);
const placeReached = named(
  'certificate.place-reached',
  `SELECT t.community_code AS place FROM ballot t WHERE t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.estate_id' })}`,
);

/** C-T20 Results are shown to nobody before they are certified, whatever the role. */
@Injectable()
export class CertificateQueries {
  constructor(private readonly database: Database) {}

  @Handles(certificateOfBallot)
  certificate({ ballotId }: InputOf<typeof certificateOfBallot>): Promise<Signed> {
    return this.certified(ballotId);
  }

  @Handles(tallyOfBallot)
  async tally({ ballotId }: InputOf<typeof tallyOfBallot>): Promise<OutputOf<typeof tallyOfBallot>> {
    return (await this.certified(ballotId)).certificate;
  }

  @Handles(votesOfBallot)
  async votes({ ballotId, after, limit }: InputOf<typeof votesOfBallot>): Promise<OutputOf<typeof votesOfBallot>> {
    await this.certified(ballotId);
    const rows = await this.database.read<Published>(votes, [ballotId, ...keyset(after, ['0']), limit + 1]);
    return pageOf(rows, limit, ({ sequence }) => [sequence]);
  }

  /** The community of a ballot that the actor may certify. */
  async placeReached(id: string, request: Request): Promise<string | undefined> {
    return (await this.database.read<{ place: string }>(placeReached, [...scopeParameters(request), id]))[0]?.place;
  }

  private async certified(ballotId: string): Promise<Signed> {
    const [row] = await this.database.read<Partial<Signed>>(signed, [ballotId]);
    ensure(row, requestErrors.notFound);
    ensure(row.certificate, ballotErrors.tallyHidden);
    return row as Signed;
  }
}
