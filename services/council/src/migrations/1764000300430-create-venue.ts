import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Venues whose bookings cannot overlap, what organisations pledge, and what was donated, kept and lent. */
export class CreateVenue1764000300430 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE TABLE venue (
        id uuid CONSTRAINT venue_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        name text NOT NULL,
        seats integer NOT NULL CONSTRAINT venue_seats_check CHECK (seats > 0),
        state text NOT NULL CONSTRAINT venue_state_check CHECK (state IN ('OPEN', 'CLOSED'))
      );
      CREATE UNIQUE INDEX venue_name_key ON venue (community_code, name) WHERE state = 'OPEN';
      CREATE INDEX venue_place ON venue (community_code text_pattern_ops, state, id);

      CREATE TABLE venue_booking (
        id uuid CONSTRAINT venue_booking_pkey PRIMARY KEY,
        version integer NOT NULL,
        venue_id uuid NOT NULL CONSTRAINT venue_booking_venue_fkey REFERENCES venue (id),
        community_code text NOT NULL,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        purpose text NOT NULL,
        expected integer NOT NULL,
        match_id uuid CONSTRAINT venue_booking_match_fkey REFERENCES match (id),
        state text NOT NULL CONSTRAINT venue_booking_state_check CHECK (state IN ('BOOKED', 'CANCELLED')),
        CONSTRAINT venue_booking_period_check CHECK (from_at < to_at),
        CONSTRAINT venue_booking_apart EXCLUDE USING gist (venue_id WITH =, tstzrange(from_at, to_at) WITH &&) WHERE (state = 'BOOKED')
      );
      CREATE INDEX venue_booking_venue ON venue_booking (venue_id, from_at, id);

      CREATE TABLE resource_pledge (
        id uuid CONSTRAINT resource_pledge_pkey PRIMARY KEY,
        version integer NOT NULL,
        council_id uuid NOT NULL CONSTRAINT resource_pledge_council_fkey REFERENCES council (id),
        organization_id uuid NOT NULL CONSTRAINT resource_pledge_organization_fkey REFERENCES member_organization (id),
        community_code text NOT NULL,
        field text NOT NULL,
        title text NOT NULL,
        pledged integer NOT NULL,
        delivered integer NOT NULL CONSTRAINT resource_pledge_delivered_check CHECK (delivered BETWEEN 0 AND pledged),
        due_on date NOT NULL,
        state text NOT NULL CONSTRAINT resource_pledge_state_check CHECK (state IN ('PLEDGED', 'HONOURED', 'RETRACTED')),
        ended_on date,
        retraction_reason text,
        CONSTRAINT resource_pledge_end_check CHECK ((state = 'PLEDGED') = (ended_on IS NULL)
          AND (state = 'HONOURED') = (delivered = pledged) AND (state = 'RETRACTED') = (retraction_reason IS NOT NULL))
      );
      CREATE INDEX resource_pledge_council ON resource_pledge (council_id, due_on, id);

      CREATE TABLE donation (
        id uuid CONSTRAINT donation_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        receipt_number integer NOT NULL CONSTRAINT donation_receipt_check CHECK (receipt_number > 0),
        organization_id uuid CONSTRAINT donation_organization_fkey REFERENCES member_organization (id),
        donor text NOT NULL,
        received_on date NOT NULL,
        evidence_ids uuid[] NOT NULL,
        CONSTRAINT donation_receipt_key UNIQUE (community_code, receipt_number)
      );
      CREATE INDEX donation_place ON donation (community_code text_pattern_ops, received_on DESC, id DESC);

      CREATE TABLE asset (
        id uuid CONSTRAINT asset_pkey PRIMARY KEY,
        version integer NOT NULL,
        donation_id uuid NOT NULL CONSTRAINT asset_donation_fkey REFERENCES donation (id),
        community_code text NOT NULL,
        kind text NOT NULL CONSTRAINT asset_kind_check CHECK (kind IN ('BOOK', 'EQUIPMENT', 'OTHER')),
        name text NOT NULL,
        quantity integer NOT NULL,
        lent integer NOT NULL CONSTRAINT asset_lent_check CHECK (lent >= 0),
        written_off integer NOT NULL CONSTRAINT asset_written_off_check CHECK (written_off >= 0),
        value_fen bigint CONSTRAINT asset_value_check CHECK (value_fen >= 0),
        venue_id uuid CONSTRAINT asset_venue_fkey REFERENCES venue (id),
        write_off_reason text,
        CONSTRAINT asset_stock_check CHECK (lent + written_off <= quantity)
      );
      CREATE INDEX asset_place ON asset (community_code text_pattern_ops, kind, id);
      CREATE INDEX asset_donation ON asset (donation_id);

      CREATE TABLE asset_use (
        id uuid CONSTRAINT asset_use_pkey PRIMARY KEY,
        version integer NOT NULL,
        asset_id uuid NOT NULL CONSTRAINT asset_use_asset_fkey REFERENCES asset (id),
        community_code text NOT NULL,
        quantity integer NOT NULL CONSTRAINT asset_use_quantity_check CHECK (quantity > 0),
        purpose text NOT NULL,
        lent_at timestamptz NOT NULL,
        due_on date NOT NULL,
        returned_at timestamptz,
        lost integer NOT NULL CONSTRAINT asset_use_lost_check CHECK (lost BETWEEN 0 AND quantity)
      );
      CREATE INDEX asset_use_asset ON asset_use (asset_id, lent_at DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
