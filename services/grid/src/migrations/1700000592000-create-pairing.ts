import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cadres paired with households, and their contacts. */
export class CreatePairing1700000592000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pairing (
        id uuid CONSTRAINT pairing_pkey PRIMARY KEY,
        version integer NOT NULL,
        cadre_id uuid NOT NULL CONSTRAINT pairing_cadre_id_fkey REFERENCES cadre (id),
        account_id uuid,
        household_id uuid NOT NULL CONSTRAINT pairing_household_id_fkey REFERENCES household (id),
        community_code text NOT NULL,
        from_on date NOT NULL,
        ended_on date,
        end_reason text,
        previous_id uuid CONSTRAINT pairing_previous_id_fkey REFERENCES pairing (id),
        contact_days integer NOT NULL CONSTRAINT pairing_contact_days_check CHECK (contact_days > 0),
        last_contact_at timestamptz,
        CONSTRAINT pairing_ended_check CHECK ((ended_on IS NULL) = (end_reason IS NULL) AND ended_on >= from_on)
      );
      CREATE UNIQUE INDEX pairing_lasting_key ON pairing (cadre_id, household_id) WHERE ended_on IS NULL;
      CREATE INDEX pairing_household ON pairing (household_id, id);
      CREATE INDEX pairing_cadre ON pairing (cadre_id, id);
      CREATE INDEX pairing_account ON pairing (account_id, id) WHERE account_id IS NOT NULL;
      CREATE INDEX pairing_community ON pairing (community_code text_pattern_ops, id);

      CREATE TABLE pairing_contact (
        id uuid CONSTRAINT pairing_contact_pkey PRIMARY KEY,
        pairing_id uuid NOT NULL CONSTRAINT pairing_contact_pairing_id_fkey REFERENCES pairing (id),
        at timestamptz NOT NULL,
        channel text NOT NULL CONSTRAINT pairing_contact_channel_check CHECK (channel IN ('VISIT', 'PHONE', 'MESSAGE')),
        visit_id uuid CONSTRAINT pairing_contact_visit_id_fkey REFERENCES visit (id),
        note text,
        by_id text NOT NULL,
        CONSTRAINT pairing_contact_visit_check CHECK ((channel = 'VISIT') = (visit_id IS NOT NULL))
      );
      CREATE INDEX pairing_contact_pairing ON pairing_contact (pairing_id, at, id);

      ALTER TABLE visit_policy_version ADD COLUMN contact_days integer NOT NULL DEFAULT 30
        CONSTRAINT visit_policy_contact_check CHECK (contact_days > 0);
      ALTER TABLE visit_policy_version ALTER COLUMN contact_days DROP DEFAULT;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
