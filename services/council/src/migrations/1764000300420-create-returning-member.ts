import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The restricted register of those who return to serve at home, whose offers are theirs, and what they did. */
export class CreateReturningMember1764000300420 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE returning_member (
        id uuid CONSTRAINT returning_member_pkey PRIMARY KEY,
        version integer NOT NULL,
        person_id uuid NOT NULL CONSTRAINT returning_member_person_fkey REFERENCES person (id),
        home_community_code text NOT NULL,
        work_unit text NOT NULL,
        work_community_code text,
        skills text[] NOT NULL,
        slots text[] NOT NULL CONSTRAINT returning_member_slots_check CHECK (cardinality(slots) BETWEEN 1 AND 4),
        state text NOT NULL CONSTRAINT returning_member_state_check CHECK (state IN ('REPORTED', 'LEFT')),
        reported_on date NOT NULL,
        left_on date,
        CONSTRAINT returning_member_home_check CHECK (work_community_code <> home_community_code),
        CONSTRAINT returning_member_left_check CHECK ((state = 'LEFT') = (left_on IS NOT NULL))
      );
      CREATE UNIQUE INDEX returning_member_person_key ON returning_member (person_id) WHERE state = 'REPORTED';
      CREATE INDEX returning_member_home ON returning_member (home_community_code text_pattern_ops, state, id);

      CREATE TABLE member_offer (
        offer_id uuid CONSTRAINT member_offer_pkey PRIMARY KEY CONSTRAINT member_offer_offer_fkey REFERENCES service_offer (id),
        member_id uuid NOT NULL CONSTRAINT member_offer_member_fkey REFERENCES returning_member (id)
      );
      CREATE INDEX member_offer_member ON member_offer (member_id);

      CREATE TABLE member_service (
        id uuid CONSTRAINT member_service_pkey PRIMARY KEY,
        version integer NOT NULL,
        member_id uuid NOT NULL CONSTRAINT member_service_member_fkey REFERENCES returning_member (id),
        home_community_code text NOT NULL,
        field text NOT NULL,
        served_on date NOT NULL,
        minutes integer NOT NULL CONSTRAINT member_service_minutes_check CHECK (minutes BETWEEN 0 AND 1440),
        summary text NOT NULL,
        match_id uuid CONSTRAINT member_service_match_fkey REFERENCES match (id)
      );
      CREATE UNIQUE INDEX member_service_match_key ON member_service (match_id);
      CREATE INDEX member_service_member ON member_service (member_id, served_on DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
