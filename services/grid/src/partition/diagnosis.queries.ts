import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { diagnosesOfPlace, readDiagnosis, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';

type DiagnosisView = OutputOf<typeof readDiagnosis>;

const columns = `t.id, t.version, t.grid_code AS "gridCode", t.label, t.finding, t.evidence_ids AS "evidenceIds",
  t.diagnosed_by_id AS "diagnosedById", t.diagnosed_at AS "diagnosedAt", t.ended_at AS "endedAt", t.end_reason AS "endReason"`;
const scoped = inScope({ place: 't.grid_code' });
const byId = named('partition.diagnosis', `SELECT ${columns} FROM grid_diagnosis t WHERE t.id = $3 AND ${scoped}`);
const ofPlace = named(
  'partition.diagnoses',
  `SELECT ${columns} FROM grid_diagnosis t
   WHERE ${within('$3', 't.grid_code')} AND ($4::text IS NULL OR t.label = $4) AND ($5::boolean IS NULL OR (t.ended_at IS NULL) = $5)
     AND (t.grid_code, t.id) > ($6::text, $7::uuid)
   ORDER BY t.grid_code, t.id LIMIT $8`,
);

@Injectable()
export class DiagnosisQueries {
  constructor(private readonly database: Database) {}

  @Handles(readDiagnosis)
  async read({ id }: InputOf<typeof readDiagnosis>, request: Request): Promise<DiagnosisView> {
    const [row] = await this.database.read<DiagnosisView>(byId, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(diagnosesOfPlace)
  async ofPlace(
    { placeCode, label, lasting, after, limit }: InputOf<typeof diagnosesOfPlace>,
    request: Request,
  ): Promise<OutputOf<typeof diagnosesOfPlace>> {
    const parameters = [
      ...scopeParameters(request),
      placeCode,
      label ?? null,
      lasting ?? null,
      ...keyset(after, ascending('text', 'uuid')),
      limit + 1,
    ];
    const rows = await this.database.read<DiagnosisView>(ofPlace, parameters);
    return pageOf(rows, limit, ({ gridCode, id }) => [gridCode, id]);
  }
}
