import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Courses and their demand, classes and who came, drill sheets, typical cases; steward stations and their activities. No column measures time spent. */
export class CreateTraining1700000570000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE course (
        id uuid CONSTRAINT course_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        title text NOT NULL,
        tag text NOT NULL,
        mode text NOT NULL CONSTRAINT course_mode_check CHECK (mode IN ('ON_DEMAND', 'SMALL_CLASS', 'SCENARIO_DRILL')),
        status text NOT NULL CONSTRAINT course_status_check CHECK (status IN ('OFFERED', 'CLOSED')),
        offered_by_id text NOT NULL,
        offered_at timestamptz NOT NULL
      );
      CREATE INDEX course_place ON course (place_code text_pattern_ops, offered_at DESC, id DESC);

      CREATE TABLE course_order (
        course_id uuid NOT NULL CONSTRAINT course_order_course_fkey REFERENCES course (id),
        worker_id uuid NOT NULL,
        ordered_at timestamptz NOT NULL,
        CONSTRAINT course_order_pkey PRIMARY KEY (course_id, worker_id)
      );
      CREATE INDEX course_order_worker ON course_order (worker_id);

      CREATE TABLE training_session (
        id uuid CONSTRAINT training_session_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        course_id uuid CONSTRAINT training_session_course_fkey REFERENCES course (id),
        title text NOT NULL,
        tag text NOT NULL,
        channel text NOT NULL CONSTRAINT training_session_channel_check CHECK (channel IN ('ONLINE', 'OFFLINE')),
        mode text NOT NULL CONSTRAINT training_session_mode_check CHECK (mode IN ('ON_DEMAND', 'SMALL_CLASS', 'SCENARIO_DRILL')),
        starts_at timestamptz NOT NULL,
        capacity integer NOT NULL,
        seats_taken integer NOT NULL,
        status text NOT NULL CONSTRAINT training_session_status_check CHECK (status IN ('SCHEDULED', 'HELD', 'CANCELLED')),
        cancel_reason text,
        CONSTRAINT training_session_size_check CHECK (capacity > 0),
        CONSTRAINT training_session_capacity_check CHECK (seats_taken BETWEEN 0 AND capacity),
        CONSTRAINT training_session_cancelled_check CHECK ((status = 'CANCELLED') = (cancel_reason IS NOT NULL))
      );
      CREATE INDEX training_session_place ON training_session (place_code text_pattern_ops, starts_at DESC, id DESC);

      CREATE TABLE attendance (
        session_id uuid NOT NULL CONSTRAINT attendance_session_fkey REFERENCES training_session (id),
        worker_id uuid NOT NULL,
        enrolled_at timestamptz NOT NULL,
        attended boolean,
        CONSTRAINT attendance_pkey PRIMARY KEY (session_id, worker_id)
      );
      CREATE INDEX attendance_worker ON attendance (worker_id, session_id);

      CREATE TABLE drill_sheet (
        id uuid CONSTRAINT drill_sheet_pkey PRIMARY KEY,
        version integer NOT NULL,
        session_id uuid NOT NULL,
        worker_id uuid NOT NULL,
        scenario text NOT NULL,
        criteria jsonb,
        level integer NOT NULL CONSTRAINT drill_sheet_level_check CHECK (level BETWEEN 0 AND 3),
        assessor_id text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT drill_sheet_once_key UNIQUE (session_id, worker_id),
        CONSTRAINT drill_sheet_attendance_fkey FOREIGN KEY (session_id, worker_id) REFERENCES attendance (session_id, worker_id)
      );
      CREATE INDEX drill_sheet_worker ON drill_sheet (worker_id, at);

      CREATE TABLE case_article (
        id uuid CONSTRAINT case_article_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        title text NOT NULL,
        body text NOT NULL,
        tag text NOT NULL,
        published_by_id text NOT NULL,
        published_at timestamptz NOT NULL
      );
      CREATE INDEX case_article_place ON case_article (place_code text_pattern_ops, published_at DESC, id DESC);

      CREATE TABLE case_push (
        id uuid CONSTRAINT case_push_pkey PRIMARY KEY,
        version integer NOT NULL,
        article_id uuid NOT NULL CONSTRAINT case_push_article_fkey REFERENCES case_article (id),
        place_code text NOT NULL,
        channel text NOT NULL CONSTRAINT case_push_channel_check CHECK (channel IN ('WECHAT_GROUP', 'ACADEMY', 'OTHER')),
        recipients integer NOT NULL CONSTRAINT case_push_recipients_check CHECK (recipients > 0),
        pushed_at timestamptz NOT NULL
      );
      CREATE INDEX case_push_place ON case_push (place_code text_pattern_ops, pushed_at);
      CREATE INDEX case_push_article ON case_push (article_id);

      CREATE TABLE steward_station (
        id uuid CONSTRAINT steward_station_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        name text NOT NULL,
        address_label text NOT NULL,
        status text NOT NULL CONSTRAINT steward_station_status_check CHECK (status IN ('OPEN', 'CLOSED'))
      );
      CREATE INDEX steward_station_place ON steward_station (community_code text_pattern_ops, id);

      CREATE TABLE station_activity (
        id uuid CONSTRAINT station_activity_pkey PRIMARY KEY,
        version integer NOT NULL,
        station_id uuid NOT NULL CONSTRAINT station_activity_station_fkey REFERENCES steward_station (id),
        community_code text NOT NULL,
        theme text NOT NULL,
        starts_at timestamptz NOT NULL,
        status text NOT NULL CONSTRAINT station_activity_status_check CHECK (status IN ('PLANNED', 'HELD', 'CANCELLED')),
        residents integer CONSTRAINT station_activity_residents_check CHECK (residents >= 0),
        workers integer CONSTRAINT station_activity_workers_check CHECK (workers >= 0),
        summary text,
        evidence_ids uuid[] NOT NULL,
        CONSTRAINT station_activity_held_check CHECK ((status = 'HELD') = (residents IS NOT NULL)),
        CONSTRAINT station_activity_counted_check CHECK ((residents IS NULL) = (workers IS NULL))
      );
      CREATE INDEX station_activity_place ON station_activity (community_code text_pattern_ops, starts_at DESC, id DESC);
      CREATE INDEX station_activity_station ON station_activity (station_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
