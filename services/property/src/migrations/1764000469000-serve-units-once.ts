import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A contract may be signed without free months. A unit has one trial at a time, and none beside a contract: whoever begins either holds
 * the unit, so that of two at once the second sees the first. A household is reminded of a bill once a day.
 */
export class ServeUnitsOnce1764000469000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service_contract ALTER COLUMN trial_id DROP NOT NULL, ADD COLUMN consent_evidence_ids uuid[] NOT NULL DEFAULT '{}';
      UPDATE service_contract c SET consent_evidence_ids = r.consent_evidence_ids FROM trial r WHERE r.id = c.trial_id;
      ALTER TABLE service_contract ALTER COLUMN consent_evidence_ids DROP DEFAULT;
      CREATE INDEX service_contract_unit ON service_contract (unit_id);

      CREATE UNIQUE INDEX trial_active_key ON trial (unit_id) WHERE state = 'ACTIVE';
      CREATE INDEX trial_unit ON trial (unit_id);

      CREATE FUNCTION trial_without_contract() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM unit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT 1 FROM service_contract c WHERE c.unit_id = NEW.unit_id AND (c.state = 'STANDING' OR c.ends_on >= NEW.first_day)) THEN
          RAISE EXCEPTION 'the unit has a contract' USING ERRCODE = '23514', CONSTRAINT = 'trial_without_contract';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER trial_without_contract AFTER INSERT ON trial
        FOR EACH ROW WHEN (NEW.state = 'ACTIVE') EXECUTE FUNCTION trial_without_contract();

      CREATE FUNCTION service_contract_without_trial() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM unit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT 1 FROM trial r WHERE r.unit_id = NEW.unit_id AND r.state = 'ACTIVE') THEN
          RAISE EXCEPTION 'a trial of the unit is running' USING ERRCODE = '23514', CONSTRAINT = 'service_contract_without_trial';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER service_contract_without_trial AFTER INSERT ON service_contract
        FOR EACH ROW EXECUTE FUNCTION service_contract_without_trial();

      ALTER TABLE bill ADD COLUMN reminded_on date;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
