import { serviceFieldErrors, type PolicyOf, type publishServiceFieldPolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for the two lists, in one version. */
export type ServiceFieldPolicy = PolicyOf<typeof publishServiceFieldPolicy>;

type Skills = readonly (readonly [code: string, zh: string])[];

const reported = '集贤县报道：服务从事务处理拓展到文化滋养、健康关怀、技能提升；技能与对应需求类别为设定值';
const field = (code: string, zh: string, skills: Skills, needKinds: string[]) => ({
  ...{ code, zh, needKinds, source: reported, assumed: false },
  skills: skills.map(([skill, name]) => ({ code: skill, zh: name })),
});

/**
 * C-20 The fields of service where no jurisdiction has laid down its own: the affairs of before and the three that the report names.
 * Skills, weights, days and which kinds of needs belong to a field are assumed.
 */
export const defaultPolicy: ServiceFieldPolicy = {
  fields: [
    field(
      'AFFAIRS',
      '事务处理',
      [
        ['ERRANDS', '代办跑腿'],
        ['REPAIRS', '小修小补'],
        ['LEGAL_ADVICE', '法律咨询'],
      ],
      ['REPAIR', 'SANITATION', 'SAFETY', 'PARKING_AND_CHARGING', 'HEATING_AND_UTILITIES', 'OTHER'],
    ),
    field(
      'CULTURE',
      '文化滋养',
      [
        ['READING', '阅读陪伴'],
        ['ARTS', '文艺辅导'],
        ['TUTORING', '课业辅导'],
      ],
      ['CHILD_CARE'],
    ),
    field(
      'HEALTH',
      '健康关怀',
      [
        ['MEDICAL_ADVICE', '健康咨询'],
        ['ELDERLY_COMPANY', '助老陪伴'],
        ['COUNSELLING', '心理疏导'],
      ],
      ['ELDERLY_CARE'],
    ),
    field(
      'SKILLS',
      '技能提升',
      [
        ['SMARTPHONE', '智能手机'],
        ['JOB_TRAINING', '就业培训'],
        ['CRAFTS', '手工技艺'],
      ],
      ['EMPLOYMENT'],
    ),
  ],
  weights: { skill: 40, slots: 30, near: 20, spare: 10 },
  proposalsMost: 3,
  unmetDays: 30,
  needDays: { VISIT: 180, QUESTIONNAIRE: 180 },
};

const repeated = (codes: readonly string[]): string[] => codes.filter((code, index) => codes.indexOf(code) !== index);

/**
 * C-20 Accepts fields and skills with different codes, a kind of need in one field only, and weights of which one is above zero.
 * Refuses with `council.service-field.policy-invalid` {repeated}.
 */
export function acceptPolicy(policy: ServiceFieldPolicy): ServiceFieldPolicy {
  const { fields, weights } = policy;
  const twice = [
    ...repeated(fields.map(({ code }) => code)),
    ...repeated(fields.flatMap(({ skills }) => skills.map(({ code }) => code))),
    ...repeated(fields.flatMap(({ needKinds }) => needKinds)),
  ];
  ensure(!twice.length && Object.values(weights).some((points) => points > 0), serviceFieldErrors.policyInvalid, { repeated: twice });
  return policy;
}

/** C-20 What a demand or an offer names must be in the taxonomy. Refuses with `council.service-field.field-unknown` {field} or `skill-unknown` {skills}. */
export function ensureInTaxonomy({ fields }: Pick<ServiceFieldPolicy, 'fields'>, named: string, skills: readonly string[] = []): void {
  const found = fields.find(({ code }) => code === named);
  ensure(found, serviceFieldErrors.fieldUnknown, { field: named });
  const unknown = skills.filter((skill) => !found.skills.some(({ code }) => code === skill));
  ensure(!unknown.length, serviceFieldErrors.skillUnknown, { skills: unknown });
}

/** C-20 The field that a kind of need belongs to, or `null`. */
export const fieldOfNeed = ({ fields }: Pick<ServiceFieldPolicy, 'fields'>, kind: string): string | null =>
  fields.find(({ needKinds }) => needKinds.includes(kind))?.code ?? null;
