import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  estateBoard,
  estatesOfPlace,
  facilitiesOfEstate,
  readEstate,
  surveysOfFacility,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { ConditionSurvey, Estate } from './estate.entity.js';
import type { FacilityState } from './facility.rules.js';
import type { Standing } from './standing.rules.js';
import type { EstateState } from './takeover.rules.js';

type EstateRow = OutputOf<typeof estatesOfPlace>['items'][number];
type SurveyRow = OutputOf<typeof surveysOfFacility>['items'][number];

const estateColumns = `t.id, t.version, t.community_code AS "communityCode", t.name, t.address_label AS "addressLabel", t.status, t.cause, t.grounds,
  t.evidence_ids AS "evidenceIds", t.registered_at AS "registeredAt", t.surveyed_at AS "surveyedAt"`;
const facilityColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.kind, t.label,
  latest.grade, latest.surveyed_at AS "surveyedAt"`;
const latest = `LEFT JOIN LATERAL (SELECT s.grade, s.surveyed_at FROM condition_survey s WHERE s.facility_id = t.id
  ORDER BY s.surveyed_at DESC, s.id DESC LIMIT 1) latest ON true`;

const ofPlace = named(
  'estate.of-place',
  `SELECT ${estateColumns} FROM estate t WHERE ${within('$3', 't.community_code')} AND ($4::text IS NULL OR t.status = $4)
     AND (t.community_code, t.name) > ($5, $6) ORDER BY t.community_code, t.name LIMIT $7`,
);
const board = named(
  'estate.board',
  `SELECT count(*)::int AS estates, count(*) FILTER (WHERE t.status = 'ABANDONED')::int AS abandoned,
     count(*) FILTER (WHERE t.status = 'SURVEYED')::int AS surveyed, count(*) FILTER (WHERE t.status = 'TRIAL')::int AS trial,
     count(*) FILTER (WHERE t.status = 'TAKEN_OVER')::int AS "takenOver"
   FROM estate t WHERE starts_with(t.community_code, $1)`,
);
const reached = inScope(ConditionSurvey.scope);
const facilities = named(
  'estate.facilities',
  `SELECT ${facilityColumns} FROM facility t ${latest} WHERE t.estate_id = $3 AND ${reached} AND t.id > $4::uuid ORDER BY t.id LIMIT $5`,
);
const surveys = named(
  'estate.surveys',
  `SELECT t.id, t.version, t.facility_id AS "facilityId", t.estate_id AS "estateId", t.community_code AS "communityCode", t.grade, t.finding,
     t.evidence_ids AS "evidenceIds", t.surveyed_at AS "surveyedAt"
   FROM condition_survey t WHERE t.facility_id = $3 AND ${reached} AND (t.surveyed_at, t.id) < ($4::timestamptz, $5::uuid)
   ORDER BY t.surveyed_at DESC, t.id DESC LIMIT $6`,
);
const oneEstate = named(
  'estate.reached',
  `SELECT t.community_code AS "communityCode", t.status FROM estate t WHERE t.id = $3 AND ${inScope(Estate.scope)}`,
);
const anywhere = named('estate.anywhere', `SELECT t.community_code AS "communityCode", t.status FROM estate t WHERE t.id = $1`);
const standing = named(
  'estate.standing',
  `SELECT t.community_code AS "communityCode", ARRAY(SELECT DISTINCT a.role FROM known_assignment a
     WHERE a.account_id = $1::uuid AND NOT a.ended AND a.role = ANY($2::text[])
       AND (a.axis = 'place' AND starts_with(t.community_code, a.scope) OR a.axis = 'estate' AND a.scope = t.id::text)) AS roles
   FROM estate t WHERE t.id = $3 AND ${inScope(Estate.scope)}`,
);
const oneFacility = named(
  'estate.facility-reached',
  `SELECT t.estate_id AS "estateId", t.community_code AS "communityCode" FROM facility t WHERE t.id = $3 AND ${reached}`,
);
const inventory = named(
  'estate.inventory',
  `SELECT t.label, latest.grade FROM facility t ${latest} WHERE t.estate_id = $1 ORDER BY t.label`,
);

@Injectable()
export class EstateQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readEstate)
  async read({ id }: InputOf<typeof readEstate>, request: Request): Promise<OutputOf<typeof readEstate>> {
    return (await this.work.load(request, Estate, id)).state;
  }

  @Handles(estatesOfPlace)
  async ofPlace(input: InputOf<typeof estatesOfPlace>, request: Request): Promise<OutputOf<typeof estatesOfPlace>> {
    const { placeCode, status = null, after, limit } = input;
    const rows = await this.database.read<EstateRow>(ofPlace, [
      ...scopeParameters(request),
      placeCode,
      status,
      ...keyset(after, ascending('text', 'text')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ communityCode, name }) => [communityCode, name]);
  }

  @Handles(estateBoard)
  async board({ placeCode }: InputOf<typeof estateBoard>): Promise<OutputOf<typeof estateBoard>> {
    return (await this.database.read<OutputOf<typeof estateBoard>>(board, [placeCode]))[0]!;
  }

  @Handles(facilitiesOfEstate)
  async facilities(input: InputOf<typeof facilitiesOfEstate>, request: Request): Promise<OutputOf<typeof facilitiesOfEstate>> {
    const { estateId, after, limit } = input;
    const parameters = [...scopeParameters(request), estateId, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<FacilityState>(facilities, parameters), limit, ({ id }) => [id]);
  }

  @Handles(surveysOfFacility)
  async surveys(input: InputOf<typeof surveysOfFacility>, request: Request): Promise<OutputOf<typeof surveysOfFacility>> {
    const { facilityId, after, limit } = input;
    const parameters = [...scopeParameters(request), facilityId, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    return pageOf(await this.database.read<SurveyRow>(surveys, parameters), limit, ({ surveyedAt, id }) => [surveyedAt, id]);
  }

  /** The estate, whoever asks: what may be done there is decided by the household or the account that the act is of. */
  async anywhere(id: string): Promise<Pick<EstateState, 'communityCode' | 'status'> | undefined> {
    return (await this.database.read<Pick<EstateState, 'communityCode' | 'status'>>(anywhere, [id]))[0];
  }

  /** The estate, when the actor acts there. */
  async estate(id: string, request: Request): Promise<Pick<EstateState, 'communityCode' | 'status'> | undefined> {
    return (await this.database.read<Pick<EstateState, 'communityCode' | 'status'>>(oneEstate, [...scopeParameters(request), id]))[0];
  }

  /** The estate, when the actor acts there, with the roles in which they do. */
  async standing(id: string, request: Request): Promise<Standing | undefined> {
    return (await this.database.read<Standing>(standing, [...scopeParameters(request), id]))[0];
  }

  /** The facility, when the actor acts there. */
  async facility(id: string, request: Request): Promise<Pick<FacilityState, 'estateId' | 'communityCode'> | undefined> {
    return (await this.database.read<Pick<FacilityState, 'estateId' | 'communityCode'>>(oneFacility, [...scopeParameters(request), id]))[0];
  }

  /** The facilities of an estate with their latest grades. */
  inventory(estateId: string): Promise<{ readonly label: string; readonly grade: string | null }[]> {
    return this.database.read(inventory, [estateId]);
  }
}
