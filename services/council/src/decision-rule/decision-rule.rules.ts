import { ballotErrors, type DecisionRule, type Electorate, type Gate, type Majority, type RuleId } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

type Fraction = readonly [numerator: number, denominator: number];
const half: Fraction = [1, 2];
const twoThirds: Fraction = [2, 3];
const threeQuarters: Fraction = [3, 4];

type Threshold = Omit<Gate, 'group' | 'numerator' | 'denominator'>;
const gate = (threshold: Threshold, [numerator, denominator]: Fraction, group: Gate['group'] = null): Gate => ({
  ...threshold,
  ...{ group, numerator, denominator },
});
const takesPart = (measure: Gate['measure'], comparison: Gate['comparison'], fraction: Fraction, group: Gate['group'] = null): Gate =>
  gate({ measure, counts: 'PARTICIPATING', of: 'ALL', comparison, otherwise: 'INQUORATE' }, fraction, group);
const agrees = (measure: Gate['measure'], of: Gate['of'], comparison: Gate['comparison'], fraction: Fraction): Gate =>
  gate({ measure, counts: 'FOR', of, comparison, otherwise: 'FAILED' }, fraction);
const areaAndHeads = (make: (measure: Gate['measure']) => Gate): Gate[] => [make('AREA'), make('HEADS')];

const meeting = (electorate: Electorate) => ({
  ...{ version: 1, electorate, majority: null, noticeDays: 0, committeeCopy: false, superseded: false },
  gates: [takesPart('HEADS', 'MORE_THAN', half), agrees('HEADS', 'PARTICIPATING', 'MORE_THAN', half)],
});
const ofOwners = { version: 1, electorate: 'OWNERS' as const, noticeDays: 15, committeeCopy: true, assumed: false };
const civilCode = {
  ...{ ...ofOwners, id: 'CIVIL_CODE_278' as const, superseded: false },
  source: '民法典第278条；物业管理条例(2018)第14条；最高人民法院区分所有权解释第8、9条',
};
const regulation2018 = {
  ...{ ...ofOwners, id: 'PMR_2018_ART12' as const, superseded: true },
  source: '物业管理条例(2018)第12条，已由民法典第278条取代',
};
const takePartUnderCode = areaAndHeads((measure) => takesPart(measure, 'AT_LEAST', twoThirds));

/** C-10, P-22 The rules by which is decided, as data: each version stays as it is, and a changed one is added under the next number. */
export const decisionRules: readonly DecisionRule[] = [
  {
    ...civilCode,
    majority: 'GENERAL',
    gates: [...takePartUnderCode, ...areaAndHeads((measure) => agrees(measure, 'PARTICIPATING', 'MORE_THAN', half))],
  },
  {
    ...civilCode,
    majority: 'SPECIAL',
    gates: [...takePartUnderCode, ...areaAndHeads((measure) => agrees(measure, 'PARTICIPATING', 'AT_LEAST', threeQuarters))],
  },
  { ...regulation2018, majority: 'GENERAL', gates: areaAndHeads((measure) => agrees(measure, 'ALL', 'MORE_THAN', half)) },
  { ...regulation2018, majority: 'SPECIAL', gates: areaAndHeads((measure) => agrees(measure, 'ALL', 'AT_LEAST', twoThirds)) },
  {
    ...{ ...meeting('RESIDENT_REPRESENTATIVES'), id: 'RESIDENT_MEETING_2018' },
    ...{ source: '城市居民委员会组织法(2018)第9、10条', assumed: false },
  },
  { ...meeting('MEMBERS'), id: 'PART_TIME_COUNCIL', source: '兼职委员会议：法定人数与表决为平台默认值', assumed: true },
  {
    ...{ ...meeting('PARTIES'), id: 'FIVE_PARTY', source: '五方共议联席会：席位与表决为平台默认值', assumed: true },
    gates: [
      takesPart('PARTIES', 'AT_LEAST', [4, 5]),
      takesPart('PARTIES', 'AT_LEAST', [1, 1], 'RESIDENTS_SIDE'),
      gate({ measure: 'PARTIES', counts: 'FOR', of: 'ALL', comparison: 'AT_LEAST', otherwise: 'REFERRED' }, [3, 5]),
      gate(
        { measure: 'PARTIES', counts: 'NOT_AGAINST', of: 'ALL', comparison: 'AT_LEAST', otherwise: 'REFERRED' },
        [1, 1],
        'RESIDENTS_SIDE',
      ),
    ],
  },
  {
    ...{ ...meeting('MEMBERS'), id: 'BEIJING_PMC', source: '北京市物业管理条例第54–57条', assumed: false },
    gates: [
      takesPart('HEADS', 'MORE_THAN', half),
      takesPart('HEADS', 'MORE_THAN', half, 'OWNER_MEMBERS'),
      agrees('HEADS', 'ALL', 'MORE_THAN', half),
    ],
  },
  {
    ...{ ...meeting('MEMBERS'), id: 'GUANGZHOU_PMC', source: '广州市物业管理条例第47–49条未载表决比例，为平台默认值', assumed: true },
    gates: [takesPart('HEADS', 'MORE_THAN', half), agrees('HEADS', 'ALL', 'MORE_THAN', half)],
  },
];

/**
 * C-10 The latest version of a rule for a majority: as a jurisdiction laid it down for itself, else the platform's. Refuses with
 * `council.ballot.rule-not-configured` {rule} what nobody has filled in, as `RESIDENT_MEETING_2026` is by default.
 *
 * @param own the rules of the nearest jurisdiction
 */
export function ruleFor(id: RuleId, majority: Majority, own: readonly DecisionRule[] = []): DecisionRule {
  const fits = (rule: DecisionRule) => rule.id === id && (rule.majority === null || rule.majority === majority);
  const found = own.find(fits) ?? decisionRules.filter(fits).sort((one, other) => other.version - one.version)[0];
  ensure(found, ballotErrors.ruleNotConfigured, { rule: id });
  return found;
}

/** A rule as a jurisdiction writes it down; its version is that of the publication. */
export type OwnRule = Omit<DecisionRule, 'version' | 'superseded'>;

/** C-10 Rules a jurisdiction lays down: one for each name and majority. Refuses with `council.ballot.electorate-mismatch` {rule} two of the same, or thresholds of area for others than owners. */
export function acceptRules(rules: readonly OwnRule[]): OwnRule[] {
  const names = rules.map(({ id, majority }) => `${id} ${majority}`);
  for (const [index, { id, electorate, gates }] of rules.entries()) {
    const alone = names.indexOf(names[index]!) === index;
    ensure(alone && (electorate === 'OWNERS' || gates.every(({ measure }) => measure !== 'AREA')), ballotErrors.electorateMismatch, {
      rule: id,
    });
  }
  return [...rules];
}

/** C-10 The rules of a publication, each under its version; none where nothing was published. */
export const ownRules = (policy: { readonly version: number; readonly rules: readonly OwnRule[] } | undefined): DecisionRule[] =>
  policy ? policy.rules.map((rule) => ({ ...rule, version: policy.version, superseded: false })) : [];

/** C-10 What holds at a place: a jurisdiction's own rules, and the platform's where it has none of that name and majority. */
export function rulesWith(own: readonly DecisionRule[]): DecisionRule[] {
  const taken = new Set(own.map(({ id, majority }) => `${id} ${majority}`));
  return [...own, ...decisionRules.filter(({ id, majority }) => !taken.has(`${id} ${majority}`))];
}
