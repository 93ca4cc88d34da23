import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Providers, of which those for public welfare distribute no profit; and the hand-over list of an estate, one at a time. */
export class CreateTakeover1764000442000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE takeover_policy_version (
        id uuid CONSTRAINT takeover_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT takeover_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        items jsonb NOT NULL,
        CONSTRAINT takeover_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE service_provider (
        id uuid CONSTRAINT service_provider_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        name text NOT NULL,
        kind text NOT NULL CONSTRAINT service_provider_kind_check CHECK (kind IN ('PUBLIC_WELFARE', 'COMMERCIAL')),
        distributes_profit boolean NOT NULL,
        registered_at timestamptz NOT NULL,
        CONSTRAINT service_provider_profit_check CHECK (kind <> 'PUBLIC_WELFARE' OR NOT distributes_profit)
      );
      CREATE UNIQUE INDEX service_provider_name_key ON service_provider (place_code text_pattern_ops, name);

      CREATE TABLE takeover (
        id uuid CONSTRAINT takeover_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT takeover_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        provider_id uuid NOT NULL CONSTRAINT takeover_provider_fkey REFERENCES service_provider (id),
        state text NOT NULL CONSTRAINT takeover_state_check CHECK (state IN ('OPEN', 'COMPLETED', 'WITHDRAWN')),
        items jsonb NOT NULL,
        opened_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT takeover_ended_check CHECK ((state = 'OPEN') = (ended_at IS NULL)),
        CONSTRAINT takeover_complete_check CHECK (state <> 'COMPLETED' OR NOT items @> '[{"state": "MISSING"}]')
      );
      CREATE UNIQUE INDEX takeover_estate_key ON takeover (estate_id) WHERE state <> 'WITHDRAWN';
      CREATE INDEX takeover_estate ON takeover (estate_id, opened_at DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
