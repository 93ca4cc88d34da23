import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests are looked at again, joined by other households and put into words for everyone; their limits go by the type of their grid. */
export class ExtendServiceRequest1700000610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service_request
        ADD COLUMN grid_type text CONSTRAINT service_request_grid_type_check CHECK
          (grid_type IN ('CONFLICT_RESOLUTION', 'URBAN_RENEWAL', 'COMMUNITY_BUILDING', 'ENVIRONMENT_IMPROVEMENT', 'ENTERPRISE_SERVICE')),
        ADD COLUMN round_closed_at timestamptz,
        ADD COLUMN recheck_due_at timestamptz,
        ADD COLUMN recheck_told_at timestamptz,
        ADD COLUMN rechecks integer NOT NULL DEFAULT 0 CONSTRAINT service_request_rechecks_check CHECK (rechecks >= 0),
        ADD COLUMN public_summary text,
        ADD COLUMN released_evidence_ids uuid[] NOT NULL DEFAULT '{}',
        ADD COLUMN moderated_by_id uuid;
      ALTER TABLE service_request ALTER COLUMN rechecks DROP DEFAULT, ALTER COLUMN released_evidence_ids DROP DEFAULT;

      UPDATE service_request t SET round_closed_at = coalesce(
        (SELECT max(s.at) FROM request_step s
         WHERE s.request_id = t.id AND s.action IN ('handle', 'handleOnTheSpot', 'refuse', 'listAsAnnualSpecial')), t.closed_at)
      WHERE t.closed_on_time IS NOT NULL;

      ALTER TABLE service_request
        ADD CONSTRAINT service_request_round_check CHECK ((round_closed_at IS NOT NULL) = (closed_on_time IS NOT NULL)),
        ADD CONSTRAINT service_request_recheck_check CHECK (recheck_due_at IS NULL OR round_closed_at IS NOT NULL);
      CREATE INDEX service_request_recheck ON service_request (recheck_due_at) WHERE recheck_due_at IS NOT NULL AND recheck_told_at IS NULL;

      CREATE TABLE request_join (
        request_id uuid NOT NULL CONSTRAINT request_join_request_fkey REFERENCES service_request (id),
        household_id uuid NOT NULL CONSTRAINT request_join_household_fkey REFERENCES household (id),
        account_id uuid NOT NULL,
        joined_at timestamptz NOT NULL,
        CONSTRAINT request_join_pkey PRIMARY KEY (request_id, household_id)
      );
      CREATE INDEX request_join_household ON request_join (household_id, joined_at);
      CREATE INDEX request_join_account ON request_join (account_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
