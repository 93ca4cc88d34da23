import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests for fields of grid profiles with what each asks for; how long a new survey of a class may take. */
export class CreateDataRequest1700000520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE data_request (
        id uuid CONSTRAINT data_request_pkey PRIMARY KEY,
        version integer NOT NULL,
        grid_code text NOT NULL,
        batch_id uuid,
        origin text NOT NULL CONSTRAINT data_request_origin_check CHECK (origin IN ('STALE', 'PARTITION', 'SURVEY')),
        title text,
        asked_by_id text NOT NULL,
        asked_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        status text NOT NULL CONSTRAINT data_request_status_check CHECK (status IN ('OPEN', 'ANSWERED', 'WITHDRAWN')),
        answered_by_id text,
        answered_at timestamptz,
        end_reason text,
        CONSTRAINT data_request_batch_key UNIQUE (batch_id, grid_code),
        CONSTRAINT data_request_answered_check CHECK ((status = 'ANSWERED') = (answered_at IS NOT NULL)),
        CONSTRAINT data_request_withdrawn_check CHECK (status <> 'WITHDRAWN' OR end_reason IS NOT NULL)
      );
      CREATE UNIQUE INDEX data_request_open_key ON data_request (grid_code, origin) WHERE status = 'OPEN' AND origin <> 'SURVEY';
      CREATE INDEX data_request_place ON data_request (grid_code text_pattern_ops, asked_at, id);

      CREATE TABLE data_request_item (
        request_id uuid NOT NULL CONSTRAINT data_request_item_request_fkey REFERENCES data_request,
        class_code text NOT NULL,
        key text NOT NULL,
        state text NOT NULL CONSTRAINT data_request_item_state_check CHECK (state IN ('HELD', 'ASKED', 'ANSWERED', 'CONFIRMED')),
        field_id uuid,
        CONSTRAINT data_request_item_pkey PRIMARY KEY (request_id, class_code, key),
        CONSTRAINT data_request_item_field_check CHECK (state = 'ASKED' OR field_id IS NOT NULL)
      );

      UPDATE profile_catalogue SET items =
        (SELECT jsonb_agg('{"resurveyDays": 14}'::jsonb || e.item ORDER BY e.place) FROM jsonb_array_elements(items) WITH ORDINALITY e (item, place));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
