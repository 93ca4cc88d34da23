import type { MigrationInterface, QueryRunner } from 'typeorm';

const sensitive = ['grid-worker', 'community-secretary', 'street-leader'];
const named = '集贤县经验材料';
const proposed = '系统默认值，待辖区确认';

/** Code, name, days of life, who may see it, source: three classes are named in the material, nine proposed. */
const classes: [string, string, number, string[] | null, string][] = [
  ['POPULATION_STRUCTURE', '人口结构', 180, null, named],
  ['DISPUTE_STOCK', '矛盾存量', 90, sensitive, named],
  ['RESOURCE_ENDOWMENT', '资源禀赋', 365, null, named],
  ['HOUSING', '房屋建筑', 365, null, proposed],
  ['INFRASTRUCTURE', '基础设施', 365, null, proposed],
  ['SANITATION', '环境卫生', 90, null, proposed],
  ['SAFETY_HAZARD', '安全隐患', 90, null, proposed],
  ['BUSINESS', '企业商铺', 180, null, proposed],
  ['PARTY_ORGANISATION', '党群组织', 365, sensitive, proposed],
  ['VULNERABLE_GROUP', '特殊群体', 90, sensitive, proposed],
  ['PUBLIC_SERVICE', '公共服务', 365, null, proposed],
  ['LIVELIHOOD_NEED', '民生诉求', 90, null, proposed],
];

/** Catalogues of the twelve classes, fields in their life cycle, published versions. */
export class CreateProfile1700000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE profile_catalogue (
        id uuid CONSTRAINT profile_catalogue_pkey PRIMARY KEY,
        version integer NOT NULL,
        jurisdiction_id text NOT NULL,
        items jsonb NOT NULL CONSTRAINT profile_catalogue_cardinality_check CHECK (jsonb_array_length(items) = 12),
        CONSTRAINT profile_catalogue_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE profile_field (
        id uuid CONSTRAINT profile_field_pkey PRIMARY KEY,
        version integer NOT NULL,
        grid_code text NOT NULL,
        class_code text NOT NULL,
        key text NOT NULL,
        value text NOT NULL,
        status text NOT NULL CONSTRAINT profile_field_status_check CHECK (status IN ('COLLECTED', 'CALIBRATED', 'CURRENT', 'STALE', 'SUPERSEDED')),
        source text NOT NULL,
        evidence uuid[] NOT NULL,
        submitted_by text NOT NULL,
        submitted_at timestamptz NOT NULL,
        second_source text,
        verified_by text,
        verified_at timestamptz,
        expires_at timestamptz,
        CONSTRAINT profile_field_verified_check CHECK (status IN ('COLLECTED', 'SUPERSEDED') OR expires_at IS NOT NULL),
        CONSTRAINT profile_field_verifier_check CHECK (verified_by <> submitted_by)
      );
      CREATE INDEX profile_field_grid ON profile_field (grid_code, submitted_at DESC, id DESC);
      CREATE UNIQUE INDEX profile_field_current_key ON profile_field (grid_code, class_code, key) WHERE status = 'CURRENT';
      CREATE INDEX profile_field_expiring ON profile_field (expires_at) WHERE status IN ('CALIBRATED', 'CURRENT');

      CREATE TABLE profile_version (
        id uuid CONSTRAINT profile_version_pkey PRIMARY KEY,
        version integer NOT NULL,
        grid_code text NOT NULL,
        number integer NOT NULL,
        published_at timestamptz NOT NULL,
        field_ids uuid[] NOT NULL,
        CONSTRAINT profile_version_number_key UNIQUE (grid_code, number)
      );
    `);
    const items = classes.map(([code, zh, ttlDays, visibleTo, source]) => ({
      code,
      zh,
      ttlDays,
      visibleTo,
      source,
      assumed: source === proposed,
    }));
    await runner.query(
      `INSERT INTO profile_catalogue (id, version, jurisdiction_id, items) SELECT gen_random_uuid(), 1, j, $1 FROM unnest(ARRAY['320404004', '230521']) AS j`,
      [JSON.stringify(items)],
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
