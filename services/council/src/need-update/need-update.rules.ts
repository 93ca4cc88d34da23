import type { EventData, NeedChannel, needRecorded, values } from '@gezhi/shared/contracts';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import type { ServiceFieldPolicy } from '../service-field/service-field.rules.js';

export interface NeedUpdateState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly householdId: string;
  readonly kind: string;
  readonly channel: NeedChannel;
  readonly sourceId: string;
  readonly saidAt: values.Instant;
  readonly expiresOn: values.LocalDate;
}

type NeedDays = Pick<ServiceFieldPolicy, 'needDays'>;

/** C-16 The last day on which a need holds that was said at an instant: so many calendar days after, by the channel it came by. */
export const expiryOf = ({ needDays }: NeedDays, channel: NeedChannel, saidAt: values.Instant): values.LocalDate =>
  addDays(localDateOf(saidAt), needDays[channel]);

/** C-16 A need that was said on a visit, as the property service told of it. */
export function fromVisit(
  { needId: id, visitId: sourceId, householdId, communityCode, kind, at }: EventData<typeof needRecorded>,
  policy: NeedDays,
): NeedUpdateState {
  const said = { id, version: 1, communityCode, householdId, kind, channel: 'VISIT' as const, sourceId, saidAt: at };
  return { ...said, expiresOn: expiryOf(policy, 'VISIT', at) };
}

/** C-16 The needs that a household chose on a questionnaire, each kind once. */
export function fromQuestionnaire(
  answer: { readonly id: string; readonly communityCode: string; readonly householdId: string },
  needs: readonly { readonly id: string; readonly kind: string }[],
  policy: NeedDays,
  saidAt: values.Instant,
): NeedUpdateState[] {
  const { id: sourceId, communityCode, householdId } = answer;
  const expiresOn = expiryOf(policy, 'QUESTIONNAIRE', saidAt);
  return needs
    .filter(({ kind }, index) => needs.findIndex((other) => other.kind === kind) === index)
    .map(({ id, kind }) => ({
      ...{ id, version: 1, communityCode, householdId, kind, channel: 'QUESTIONNAIRE' as const, sourceId, saidAt, expiresOn },
    }));
}
