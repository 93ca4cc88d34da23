import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The taxonomy of services, where households live, the lists of demands and of services, what was proposed and what was claimed. */
export class CreateTwoLists1764000300400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE service_field_policy_version (
        id uuid CONSTRAINT service_field_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT service_field_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        fields jsonb NOT NULL,
        weights jsonb NOT NULL,
        proposals_most integer NOT NULL,
        unmet_days integer NOT NULL,
        need_days jsonb NOT NULL,
        CONSTRAINT service_field_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE known_household (
        household_id uuid CONSTRAINT known_household_pkey PRIMARY KEY,
        grid_code text,
        community_code text NOT NULL,
        has_left boolean NOT NULL,
        version bigint NOT NULL
      );

      CREATE TABLE need_update (
        id uuid CONSTRAINT need_update_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        household_id uuid NOT NULL,
        kind text NOT NULL,
        channel text NOT NULL CONSTRAINT need_update_channel_check CHECK (channel IN ('VISIT', 'QUESTIONNAIRE')),
        source_id uuid NOT NULL,
        said_at timestamptz NOT NULL,
        expires_on date NOT NULL,
        CONSTRAINT need_update_source_key UNIQUE (source_id, kind)
      );
      CREATE INDEX need_update_place ON need_update (community_code text_pattern_ops, said_at DESC, id DESC);
      CREATE INDEX need_update_household ON need_update (household_id, kind, said_at DESC, id DESC);

      CREATE TABLE demand (
        id uuid CONSTRAINT demand_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        household_id uuid,
        need_id uuid CONSTRAINT demand_need_fkey REFERENCES need_update (id),
        field text NOT NULL,
        skill text,
        title text NOT NULL,
        slots text[] NOT NULL CONSTRAINT demand_slots_check CHECK (cardinality(slots) BETWEEN 1 AND 4),
        state text NOT NULL CONSTRAINT demand_state_check CHECK (state IN ('OPEN', 'CLAIMED', 'FULFILLED', 'WITHDRAWN', 'RAISED')),
        listed_at timestamptz NOT NULL,
        unmet_from timestamptz NOT NULL CONSTRAINT demand_unmet_check CHECK (unmet_from > listed_at),
        unmet_at timestamptz,
        topic_id uuid,
        withdrawal_reason text,
        lack text CONSTRAINT demand_lack_check CHECK (lack IN ('FIELD', 'PLACE', 'SKILL', 'SLOTS', 'CAPACITY')),
        CONSTRAINT demand_topic_check CHECK ((state = 'RAISED') = (topic_id IS NOT NULL)),
        CONSTRAINT demand_withdrawal_check CHECK ((state = 'WITHDRAWN') = (withdrawal_reason IS NOT NULL))
      );
      CREATE UNIQUE INDEX demand_need_key ON demand (need_id) WHERE state <> 'WITHDRAWN';
      CREATE INDEX demand_place ON demand (community_code text_pattern_ops, state, listed_at, id);
      CREATE INDEX demand_household ON demand (household_id);
      CREATE INDEX demand_due ON demand (unmet_from) WHERE state = 'OPEN' AND unmet_at IS NULL;

      CREATE TABLE service_offer (
        id uuid CONSTRAINT service_offer_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        provider text NOT NULL CONSTRAINT service_offer_provider_check CHECK (provider IN ('ORGANIZATION', 'VOLUNTEER')),
        organization_id uuid CONSTRAINT service_offer_organization_fkey REFERENCES member_organization (id),
        field text NOT NULL,
        skills text[] NOT NULL,
        title text NOT NULL,
        slots text[] NOT NULL CONSTRAINT service_offer_slots_check CHECK (cardinality(slots) BETWEEN 1 AND 4),
        from_day date NOT NULL,
        to_day date NOT NULL,
        capacity integer NOT NULL,
        taken integer NOT NULL,
        state text NOT NULL CONSTRAINT service_offer_state_check CHECK (state IN ('LISTED', 'WITHDRAWN')),
        withdrawal_reason text,
        CONSTRAINT service_offer_capacity_check CHECK (taken BETWEEN 0 AND capacity),
        CONSTRAINT service_offer_days_check CHECK (from_day <= to_day),
        CONSTRAINT service_offer_provider_named_check CHECK ((provider = 'ORGANIZATION') = (organization_id IS NOT NULL)),
        CONSTRAINT service_offer_withdrawal_check CHECK ((state = 'WITHDRAWN') = (withdrawal_reason IS NOT NULL))
      );
      CREATE INDEX service_offer_place ON service_offer (place_code text_pattern_ops, state, to_day, id);

      CREATE TABLE match_proposal (
        demand_id uuid NOT NULL CONSTRAINT match_proposal_demand_fkey REFERENCES demand (id),
        offer_id uuid NOT NULL CONSTRAINT match_proposal_offer_fkey REFERENCES service_offer (id),
        rank integer NOT NULL,
        score integer NOT NULL,
        reasons jsonb NOT NULL,
        proposed_at timestamptz NOT NULL,
        CONSTRAINT match_proposal_pkey PRIMARY KEY (demand_id, offer_id)
      );

      CREATE TABLE match (
        id uuid CONSTRAINT match_pkey PRIMARY KEY,
        version integer NOT NULL,
        demand_id uuid NOT NULL CONSTRAINT match_demand_fkey REFERENCES demand (id),
        offer_id uuid NOT NULL CONSTRAINT match_offer_fkey REFERENCES service_offer (id),
        community_code text NOT NULL,
        household_id uuid,
        state text NOT NULL CONSTRAINT match_state_check CHECK (state IN ('CLAIMED', 'DELIVERED', 'FULFILLED', 'RELEASED')),
        claimed_at timestamptz NOT NULL,
        delivered_at timestamptz,
        delivered_by text,
        fulfilled_at timestamptz,
        released_at timestamptz,
        release_reason text,
        dispute_reason text,
        evidence_ids uuid[] NOT NULL,
        CONSTRAINT match_dates_check CHECK ((state IN ('DELIVERED', 'FULFILLED')) = (delivered_at IS NOT NULL)
          AND (delivered_at IS NULL) = (delivered_by IS NULL)
          AND (state = 'FULFILLED') = (fulfilled_at IS NOT NULL)
          AND (state = 'RELEASED') = (released_at IS NOT NULL) AND (released_at IS NULL) = (release_reason IS NULL))
      );
      CREATE UNIQUE INDEX match_demand_key ON match (demand_id) WHERE state <> 'RELEASED';
      CREATE INDEX match_place ON match (community_code text_pattern_ops, claimed_at DESC, id DESC);
      CREATE INDEX match_offer ON match (offer_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
