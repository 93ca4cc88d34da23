import {
  estateErrors,
  type ConditionGrade,
  type FacilityKind,
  type InputOf,
  type registerFacility,
  type surveyFacility,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';

export interface FacilityState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly kind: FacilityKind;
  readonly label: string;
  readonly grade: ConditionGrade | null;
  readonly surveyedAt: values.Instant | null;
}

export interface ConditionSurveyState {
  readonly id: string;
  readonly version: number;
  readonly facilityId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly grade: ConditionGrade;
  readonly finding: string | null;
  readonly evidenceIds: string[];
  readonly surveyedAt: values.Instant;
}

/** P-07 A facility enters the inventory of an estate, not yet surveyed. Refuses with `property.estate.estate-unknown`. */
export function enter(
  input: InputOf<typeof registerFacility>,
  estate: { readonly communityCode: string } | undefined,
): Decision<FacilityState> {
  ensure(estate, estateErrors.estateUnknown);
  return decide({ ...input, version: 1, communityCode: estate.communityCode, grade: null, surveyedAt: null });
}

/** P-07 What was found at a facility, with photographs. Refuses with `property.estate.facility-unknown`. */
export function survey(
  input: InputOf<typeof surveyFacility>,
  facility: Pick<FacilityState, 'estateId' | 'communityCode'> | undefined,
  now: values.Instant,
): Decision<ConditionSurveyState> {
  ensure(facility, estateErrors.facilityUnknown);
  const { id, facilityId, grade, finding = null, evidenceIds } = input;
  const { estateId, communityCode } = facility;
  return decide({ id, version: 1, facilityId, estateId, communityCode, grade, finding, evidenceIds, surveyedAt: now });
}
