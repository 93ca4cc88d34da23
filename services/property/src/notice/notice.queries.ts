import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { noticesOfEstate, proofsOfNotice, readNotice, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { NoticeProofState, NoticeState } from './notice.rules.js';
import type { Objectionable } from './objection.rules.js';

type OnBoard = OutputOf<typeof readNotice>;

const reach = inScope({ place: 't.community_code', estate: 't.estate_id' });
const hung = `t.id, t.estate_id AS "estateId", t.community_code AS "communityCode", t.posted_from AS "postedFrom", t.posted_to AS "postedTo"`;
/** Objections are counted here and told of no further. */
const onBoard = `SELECT ${hung}, t.version, t.kind, t.title, t.text, t.issuer, t.corrects_id AS "correctsId", t.withdraws, t.hash,
    t.posted_at AS "postedAt", c.id AS "correctedById", coalesce(c.withdraws, false) AS "isWithdrawn",
    (SELECT count(*)::int FROM notice_proof p WHERE p.notice_id = t.id) AS proofs, o.*
  FROM notice t LEFT JOIN notice c ON c.corrects_id = t.id, LATERAL (
    SELECT count(*)::int AS objections, count(*) FILTER (WHERE state = 'ANSWERED')::int AS "answeredObjections"
    FROM notice_objection WHERE notice_id = t.id) o`;
const ofEstate = named(
  'notice.of-estate',
  `${onBoard} WHERE t.estate_id = $1 AND ($2::text IS NULL OR t.kind = $2) AND (t.posted_at, t.id) < ($3::timestamptz, $4::uuid)
   ORDER BY t.posted_at DESC, t.id DESC LIMIT $5`,
);
const one = named('notice.one', `${onBoard} WHERE t.id = $1`);
const proofs = named(
  'notice.proofs',
  `SELECT t.id, t.version, t.notice_id AS "noticeId", t.estate_id AS "estateId", t.community_code AS "communityCode",
     t.evidence_ids AS "evidenceIds", t.taken_at AS "takenAt", t.recorded_at AS "recordedAt"
   FROM notice_proof t WHERE t.notice_id = $3 AND ${reach} AND (t.taken_at, t.id) < ($4::timestamptz, $5::uuid)
   ORDER BY t.taken_at DESC, t.id DESC LIMIT $6`,
);
const corrected = named(
  'notice.corrected',
  `SELECT t.estate_id AS "estateId", (SELECT c.id FROM notice c WHERE c.corrects_id = t.id) AS "correctedById" FROM notice t WHERE t.id = $1`,
);
const reached = named('notice.reached', `SELECT ${hung} FROM notice t WHERE t.id = $3 AND ${reach}`);
const objectionable = named('notice.objectionable', `SELECT ${hung} FROM notice t WHERE t.id = $1`);

@Injectable()
export class NoticeQueries {
  constructor(private readonly database: Database) {}

  @Handles(noticesOfEstate)
  async ofEstate(input: InputOf<typeof noticesOfEstate>): Promise<OutputOf<typeof noticesOfEstate>> {
    const { estateId, kind = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<OnBoard>(ofEstate, [estateId, kind, ...position, limit + 1]);
    return pageOf(rows, limit, ({ postedAt, id }) => [postedAt, id]);
  }

  @Handles(readNotice)
  async read({ id }: InputOf<typeof readNotice>): Promise<OnBoard> {
    const [row] = await this.database.read<OnBoard>(one, [id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(proofsOfNotice)
  async proofs({ noticeId, after, limit }: InputOf<typeof proofsOfNotice>, request: Request): Promise<OutputOf<typeof proofsOfNotice>> {
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<NoticeProofState>(proofs, [...scopeParameters(request), noticeId, ...position, limit + 1]);
    return pageOf(rows, limit, ({ takenAt, id }) => [takenAt, id]);
  }

  /** The notice that is to be corrected, with the one that did so already; undefined when none is named. */
  async corrected(id: string | undefined): Promise<{ readonly estateId: string; readonly correctedById: string | null } | undefined> {
    return id ? (await this.database.read<{ estateId: string; correctedById: string | null }>(corrected, [id]))[0] : undefined;
  }

  /** The notice, when the actor acts at its estate. */
  async reached(id: string, request: Request): Promise<Objectionable | undefined> {
    return (await this.database.read<Objectionable>(reached, [...scopeParameters(request), id]))[0];
  }

  /** The notice, which everyone may read. */
  async objectionable(id: string): Promise<Objectionable | undefined> {
    return (await this.database.read<Objectionable & Pick<NoticeState, 'id'>>(objectionable, [id]))[0];
  }
}
