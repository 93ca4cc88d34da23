import { councilSessionErrors, type PartySeat, type PolicyOf, type publishSessionPolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for sessions, in one version. */
export type SessionPolicy = PolicyOf<typeof publishSessionPolicy>;

/**
 * C-06, C-07, C-19 What holds until a jurisdiction lays down its own: six months are reported; all else, and who the five parties are, is
 * assumed.
 */
export const defaultPolicy: SessionPolicy = {
  cadenceMonths: 6,
  warnDays: 30,
  noticeDays: { REGULAR: 3, EMERGENCY: 0, FIVE_PARTY: 3 },
  presentOver: { numerator: 1, denominator: 2 },
  emergencyCallers: ['community-secretary', 'street-leader'],
  emergencyItemsMost: 1,
  emergencyEffect: 'AT_ONCE',
  parties: [
    { code: 'COMMUNITY', zh: '社区党组织、居民委员会', residentsSide: false },
    { code: 'COMMITTEE', zh: '物业管理委员会', residentsSide: false },
    { code: 'PROVIDER', zh: '物业公司', residentsSide: false },
    { code: 'RESIDENTS', zh: '居民（业主）代表', residentsSide: true },
    { code: 'STREET', zh: '街道职能部门', residentsSide: false },
  ],
  partiesLeast: 4,
  source: '固定会议半年一次见报道；提醒、通知、到会、召集权、追认与五方组成均为设定值',
  assumed: true,
};

/**
 * C-06, C-07, C-19 Accepts a policy that can be met: five different parties of which one is the residents', a share below one, callers
 * named once, and a warning that comes after the session before. Refuses with `council.session.policy-invalid`.
 */
export function acceptPolicy(policy: SessionPolicy): SessionPolicy {
  const { parties, presentOver, emergencyCallers, warnDays, cadenceMonths } = policy;
  const fits =
    new Set(parties.map(({ code }) => code)).size === parties.length &&
    parties.filter(({ residentsSide }) => residentsSide).length === 1 &&
    presentOver.numerator < presentOver.denominator &&
    new Set(emergencyCallers).size === emergencyCallers.length &&
    warnDays < cadenceMonths * 28;
  ensure(fits, councilSessionErrors.policyInvalid);
  return policy;
}

/** C-19 Seats as a joint meeting has them, with the residents' side marked; each party one. Refuses with `council.session.parties-invalid` {parties}. */
export function seatParties(
  seats: readonly { readonly party: string; readonly personId: string; readonly accountId?: string | undefined }[],
  { parties }: Pick<SessionPolicy, 'parties'>,
): PartySeat[] {
  const wanted = parties.map(({ code }) => code);
  const found = parties.map(({ code, residentsSide }) => ({ residentsSide, seats: seats.filter(({ party }) => party === code) }));
  const complete = seats.length === wanted.length && found.every((party) => party.seats.length === 1);
  ensure(complete, councilSessionErrors.partiesInvalid, { parties: wanted });
  return found.map(({ residentsSide, seats: [seat] }) => {
    const { party, personId, accountId = null } = seat!;
    return { party, residentsSide, personId, accountId };
  });
}
