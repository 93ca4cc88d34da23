import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The basic fees of estates, the promises published for them, the trials of units and the contracts that followed. */
export class CreateFeeScheduleAndTrial1764000370000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fee_schedule_policy_version (
        id uuid CONSTRAINT fee_schedule_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT fee_schedule_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        unit text NOT NULL,
        period text NOT NULL,
        minimum_fen bigint NOT NULL,
        maximum_fen bigint NOT NULL,
        notice_days integer NOT NULL,
        payment_days integer NOT NULL,
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT fee_schedule_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE fee_schedule (
        id uuid CONSTRAINT fee_schedule_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT fee_schedule_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        amount_fen bigint NOT NULL CONSTRAINT fee_schedule_amount_check CHECK (amount_fen > 0),
        unit text NOT NULL,
        period text NOT NULL,
        state text NOT NULL CONSTRAINT fee_schedule_state_check CHECK (state IN ('DRAFT', 'PUBLISHED')),
        decision_id uuid CONSTRAINT fee_schedule_decision_fkey REFERENCES known_decision (id),
        published_at timestamptz,
        effective_from date,
        CONSTRAINT fee_schedule_published_check CHECK ((state = 'PUBLISHED') = (published_at IS NOT NULL AND effective_from IS NOT NULL))
      );
      CREATE UNIQUE INDEX fee_schedule_effective_key ON fee_schedule (estate_id, effective_from) WHERE state = 'PUBLISHED';
      CREATE UNIQUE INDEX fee_schedule_first_key ON fee_schedule (estate_id) WHERE state = 'PUBLISHED' AND decision_id IS NULL;

      CREATE TABLE offer (
        id uuid CONSTRAINT offer_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT offer_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        number integer NOT NULL,
        text text NOT NULL,
        trial_months integer NOT NULL,
        roll_holiday boolean NOT NULL,
        holidays date[] NOT NULL,
        make_up_workdays date[] NOT NULL,
        refund_within_days integer NOT NULL,
        retrial_on_ownership_change boolean NOT NULL,
        fee_schedule_id uuid NOT NULL CONSTRAINT offer_fee_schedule_fkey REFERENCES fee_schedule (id),
        content_hash text NOT NULL,
        opened_at timestamptz NOT NULL,
        CONSTRAINT offer_number_key UNIQUE (estate_id, number)
      );

      CREATE TABLE trial (
        id uuid CONSTRAINT trial_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT trial_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        unit_id uuid NOT NULL CONSTRAINT trial_unit_fkey REFERENCES unit (id),
        household_id uuid NOT NULL,
        offer_id uuid NOT NULL CONSTRAINT trial_offer_fkey REFERENCES offer (id),
        granted_to uuid NOT NULL CONSTRAINT trial_granted_key UNIQUE,
        signed_on date NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        state text NOT NULL CONSTRAINT trial_state_check CHECK (state IN ('ACTIVE', 'CONVERTED', 'DECLINED', 'EXPIRED')),
        ended_at timestamptz,
        reminded_at timestamptz,
        consent_evidence_ids uuid[] NOT NULL,
        contract_id uuid,
        CONSTRAINT trial_ended_check CHECK ((state = 'ACTIVE') = (ended_at IS NULL) AND (state = 'CONVERTED') = (contract_id IS NOT NULL)),
        CONSTRAINT trial_days_check CHECK (signed_on < first_day AND first_day <= last_day)
      );
      CREATE INDEX trial_estate ON trial (estate_id, signed_on DESC, id DESC);
      CREATE INDEX trial_household ON trial (household_id);
      CREATE INDEX trial_last_day ON trial (last_day) WHERE state = 'ACTIVE';

      CREATE TABLE service_contract (
        id uuid CONSTRAINT service_contract_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT service_contract_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        unit_id uuid NOT NULL CONSTRAINT service_contract_unit_fkey REFERENCES unit (id),
        household_id uuid NOT NULL,
        trial_id uuid NOT NULL CONSTRAINT service_contract_trial_fkey REFERENCES trial (id) CONSTRAINT service_contract_trial_key UNIQUE,
        offer_id uuid NOT NULL CONSTRAINT service_contract_offer_fkey REFERENCES offer (id),
        starts_on date NOT NULL,
        ends_on date,
        state text NOT NULL CONSTRAINT service_contract_state_check CHECK (state IN ('STANDING', 'RETURNED')),
        CONSTRAINT service_contract_returned_check CHECK ((state = 'RETURNED') = (ends_on IS NOT NULL))
      );
      CREATE UNIQUE INDEX service_contract_standing_key ON service_contract (unit_id) WHERE state = 'STANDING';
      CREATE INDEX service_contract_estate ON service_contract (estate_id, starts_on DESC, id DESC);
      ALTER TABLE trial ADD CONSTRAINT trial_contract_fkey FOREIGN KEY (contract_id) REFERENCES service_contract (id) DEFERRABLE INITIALLY DEFERRED;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
