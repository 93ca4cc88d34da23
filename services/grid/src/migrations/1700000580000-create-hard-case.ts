import type { MigrationInterface, QueryRunner } from 'typeorm';

const place = (table: string): string => `
  place_code text NOT NULL,
  community_code text NOT NULL CONSTRAINT ${table}_community_check CHECK (length(community_code) = 12 AND starts_with(place_code, community_code)),
  grid_code text CONSTRAINT ${table}_grid_check CHECK (length(grid_code) = 15 AND place_code = grid_code)`;
const line = "line IN ('PUBLIC_SECURITY_GOVERNANCE', 'ECONOMIC_DEVELOPMENT', 'HOUSING_CONSTRUCTION')";

const policies = `
  CREATE TABLE hard_case_policy_version (
    id uuid CONSTRAINT hard_case_policy_version_pkey PRIMARY KEY,
    jurisdiction_id text NOT NULL,
    version integer NOT NULL CONSTRAINT hard_case_policy_version_check CHECK (version > 0),
    published_at timestamptz NOT NULL,
    classes jsonb NOT NULL,
    quiet_days integer NOT NULL CONSTRAINT hard_case_policy_quiet_check CHECK (quiet_days > 0),
    priorities jsonb NOT NULL,
    source text NOT NULL,
    assumed boolean NOT NULL,
    CONSTRAINT hard_case_policy_version_key UNIQUE (jurisdiction_id, version)
  );`;

const disputes = `
  CREATE TABLE dispute (
    id uuid CONSTRAINT dispute_pkey PRIMARY KEY,
    version integer NOT NULL,
    ${place('dispute')},
    class text NOT NULL,
    summary text NOT NULL,
    opened_on date NOT NULL,
    opened_at timestamptz NOT NULL,
    opened_by_id uuid,
    mediator_id uuid NOT NULL,
    status text NOT NULL CONSTRAINT dispute_status_check CHECK (status IN ('OPEN', 'AGREED', 'PERFORMED', 'FAILED')),
    agreement text,
    agreed_at timestamptz,
    perform_by_on date,
    agreement_evidence_ids uuid[] NOT NULL,
    performed_at timestamptz,
    performance_evidence_ids uuid[] NOT NULL,
    verified_by_id uuid,
    right_body text,
    reason text,
    case_id uuid,
    CONSTRAINT dispute_verifier_check CHECK (verified_by_id <> mediator_id),
    CONSTRAINT dispute_agreed_check CHECK (status NOT IN ('AGREED', 'PERFORMED') OR (agreed_at IS NOT NULL AND cardinality(agreement_evidence_ids) > 0)),
    CONSTRAINT dispute_performed_check CHECK ((status = 'PERFORMED') = (performed_at IS NOT NULL)),
    CONSTRAINT dispute_failed_check CHECK ((status = 'FAILED') = (right_body IS NOT NULL OR case_id IS NOT NULL))
  );
  CREATE INDEX dispute_place ON dispute (place_code text_pattern_ops, opened_at);
  CREATE INDEX dispute_opened ON dispute (opened_at, id);

  CREATE TABLE dispute_party (
    dispute_id uuid CONSTRAINT dispute_party_dispute_fkey REFERENCES dispute (id),
    person_id uuid CONSTRAINT dispute_party_person_fkey REFERENCES person (id),
    side text NOT NULL CONSTRAINT dispute_party_side_check CHECK (side IN ('APPLICANT', 'RESPONDENT')),
    minor boolean NOT NULL,
    guardian_id uuid CONSTRAINT dispute_party_guardian_fkey REFERENCES person (id),
    CONSTRAINT dispute_party_pkey PRIMARY KEY (dispute_id, person_id),
    CONSTRAINT dispute_party_guardian_check CHECK (NOT minor OR guardian_id IS NOT NULL)
  );
  CREATE INDEX dispute_party_person ON dispute_party (person_id);
  CREATE INDEX dispute_party_guardian ON dispute_party (guardian_id) WHERE guardian_id IS NOT NULL;`;

const cases = `
  CREATE TABLE backlog_case (
    id uuid CONSTRAINT backlog_case_pkey PRIMARY KEY,
    version integer NOT NULL,
    ${place('backlog_case')},
    household_id uuid CONSTRAINT backlog_case_household_fkey REFERENCES household (id),
    class text NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    origin_on date NOT NULL,
    petition boolean NOT NULL,
    restricted boolean NOT NULL,
    status text NOT NULL CONSTRAINT backlog_case_status_check CHECK (status IN ('OPEN', 'CLEARED', 'SETTLED')),
    owner_cadre_id uuid CONSTRAINT backlog_case_owner_fkey REFERENCES cadre (id),
    registered_by_id uuid,
    registered_at timestamptz NOT NULL,
    cleared_at timestamptz,
    clearing text,
    evidence_ids uuid[] NOT NULL,
    quiet_until timestamptz,
    reopenings integer NOT NULL CONSTRAINT backlog_case_reopenings_check CHECK (reopenings >= 0),
    dispute_id uuid CONSTRAINT backlog_case_dispute_key UNIQUE CONSTRAINT backlog_case_dispute_fkey REFERENCES dispute (id),
    CONSTRAINT backlog_case_petition_check CHECK (NOT petition OR restricted),
    CONSTRAINT backlog_case_cleared_check CHECK ((status = 'OPEN') = (cleared_at IS NULL) AND (status = 'OPEN') = (quiet_until IS NULL)),
    CONSTRAINT backlog_case_evidence_check CHECK (status = 'OPEN' OR (cardinality(evidence_ids) > 0 AND owner_cadre_id IS NOT NULL))
  );
  CREATE INDEX backlog_case_place ON backlog_case (place_code text_pattern_ops, origin_on);
  CREATE INDEX backlog_case_origin ON backlog_case (origin_on, id);
  CREATE INDEX backlog_case_quiet ON backlog_case (quiet_until) WHERE status = 'CLEARED';
  CREATE INDEX backlog_case_owner ON backlog_case (owner_cadre_id) WHERE owner_cadre_id IS NOT NULL;
  CREATE INDEX backlog_case_household ON backlog_case (household_id) WHERE household_id IS NOT NULL;
  ALTER TABLE dispute ADD CONSTRAINT dispute_case_fkey FOREIGN KEY (case_id) REFERENCES backlog_case (id);

  CREATE TABLE case_entry (
    id uuid CONSTRAINT case_entry_pkey PRIMARY KEY,
    version integer NOT NULL,
    case_id uuid NOT NULL CONSTRAINT case_entry_case_fkey REFERENCES backlog_case (id),
    on_date date NOT NULL,
    kind text NOT NULL CONSTRAINT case_entry_kind_check CHECK (kind IN ('HISTORY', 'STEP', 'CLEARING', 'RELAPSE')),
    text text NOT NULL,
    by_id uuid,
    at timestamptz NOT NULL,
    quiet_until timestamptz,
    CONSTRAINT case_entry_quiet_check CHECK ((kind = 'CLEARING') = (quiet_until IS NOT NULL))
  );
  CREATE INDEX case_entry_case ON case_entry (case_id, on_date, id);
  CREATE INDEX case_entry_turn ON case_entry (case_id, at, id) WHERE kind IN ('CLEARING', 'RELAPSE');`;

const forces = `
  CREATE TABLE task_force (
    id uuid CONSTRAINT task_force_pkey PRIMARY KEY,
    version integer NOT NULL,
    case_id uuid NOT NULL CONSTRAINT task_force_case_fkey REFERENCES backlog_case (id),
    place_code text NOT NULL,
    lead_line text NOT NULL CONSTRAINT task_force_lead_check CHECK (lead_${line}),
    due_at timestamptz NOT NULL,
    status text NOT NULL CONSTRAINT task_force_status_check CHECK (status IN ('FORMED', 'CLOSED')),
    formed_by_id uuid,
    formed_at timestamptz NOT NULL,
    closed_at timestamptz,
    outcome text,
    CONSTRAINT task_force_closed_check CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL))
  );
  CREATE UNIQUE INDEX task_force_open_key ON task_force (case_id) WHERE status = 'FORMED';
  CREATE INDEX task_force_case ON task_force (case_id, formed_at);
  CREATE INDEX task_force_place ON task_force (place_code text_pattern_ops);

  CREATE TABLE task_force_line (
    task_force_id uuid CONSTRAINT task_force_line_force_fkey REFERENCES task_force (id),
    line text CONSTRAINT task_force_line_line_check CHECK (${line}),
    cadre_id uuid NOT NULL CONSTRAINT task_force_line_cadre_fkey REFERENCES cadre (id),
    account_id uuid,
    joined_at timestamptz NOT NULL,
    CONSTRAINT task_force_line_pkey PRIMARY KEY (task_force_id, line)
  );
  CREATE INDEX task_force_line_cadre ON task_force_line (cadre_id);

  CREATE TABLE joint_measure (
    id uuid CONSTRAINT joint_measure_pkey PRIMARY KEY,
    version integer NOT NULL,
    task_force_id uuid NOT NULL,
    case_id uuid NOT NULL CONSTRAINT joint_measure_case_fkey REFERENCES backlog_case (id),
    line text NOT NULL,
    title text NOT NULL,
    due_at timestamptz NOT NULL,
    evidence_ids uuid[] NOT NULL,
    completed_at timestamptz,
    CONSTRAINT joint_measure_line_fkey FOREIGN KEY (task_force_id, line) REFERENCES task_force_line (task_force_id, line),
    CONSTRAINT joint_measure_evidence_check CHECK (completed_at IS NULL OR cardinality(evidence_ids) > 0)
  );
  CREATE INDEX joint_measure_force ON joint_measure (task_force_id, due_at, id);
  CREATE INDEX joint_measure_case ON joint_measure (case_id);`;

export class CreateHardCase1700000580000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [policies, disputes, cases, forces]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
