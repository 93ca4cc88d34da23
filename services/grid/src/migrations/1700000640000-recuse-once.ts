import type { MigrationInterface, QueryRunner } from 'typeorm';

/** G-13 A cadre stands back from a place once; of those declared twice the first one lasts. */
export class RecuseOnce1700000640000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE fit_recusal t SET ended_at = greatest(t.declared_at, gezhi_now()), version = version + 1
        WHERE t.ended_at IS NULL AND EXISTS (SELECT FROM fit_recusal o
          WHERE o.cadre_id = t.cadre_id AND o.place_code = t.place_code AND o.ended_at IS NULL AND (o.declared_at, o.id) < (t.declared_at, t.id));
      CREATE UNIQUE INDEX fit_recusal_lasting_key ON fit_recusal (cadre_id, place_code) WHERE ended_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
