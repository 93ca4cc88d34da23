import { convertTrial, declineTrial, startTrial } from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { estateCount, unitsEach } from '../jixian/estates.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers } from '../story.js';
import type { Home } from './households.js';
import { shown, type Carers } from './people.js';

/** How many units of an estate go on, decline and give no answer (P-10); where P-T16 is worked out, 78 households pay. */
const answers = { yes: 14, no: 3, none: 3 };
const answersShown = { yes: 78, no: 3, none: 3 };
const late = 3;
export const answersOf = (estate: number) => (estate === shown ? answersShown : answers);
const triedOf = (estate: number): number => Object.values(answersOf(estate)).reduce((sum, count) => sum + count);
const trialOf = (estate: number, unit: number): string => idOf('jixian trial', estate, unit);
export const contractOf = (estate: number, unit: number): string => idOf('jixian contract', estate, unit);

/** The free months of the first households begin; a neighbour begins its own. */
export async function startTrials({ company, neighbours: [first] }: Carers, homes: Home[][]): Promise<void> {
  await inParallel(numbers(estateCount), 8, async (estate) => {
    for (const unit of numbers(triedOf(estate))) {
      const id = trialOf(estate, unit);
      const own = estate === shown && unit === 0;
      await (own ? first.resident : company).do(startTrial, { id, unitId: homes[estate]![unit]!.unitId }, id);
    }
  });
}

/** Before the free months end most say yes, with the form they signed or by themselves, some no, and some do not answer. */
export async function answerTrials({ company, neighbours: [first] }: Carers): Promise<void> {
  const signed = [await uploadPicture(company, 'jixian consent')];
  await inParallel(numbers(estateCount), 8, async (estate) => {
    const { yes, no } = answersOf(estate);
    for (const unit of numbers(yes)) {
      const goingOn = { id: trialOf(estate, unit), contractId: contractOf(estate, unit) };
      if (estate === shown && unit === 0) await first.resident.do(convertTrial, goingOn, goingOn.contractId);
      else await company.do(convertTrial, { ...goingOn, consentEvidenceIds: signed }, goingOn.contractId);
    }
    for (const unit of numbers(no)) {
      const id = trialOf(estate, yes + unit);
      await company.do(declineTrial, { id }, 'decline', id);
    }
  });
}

/** A year later more households try, and one of them is the other neighbour: their free months are running today. */
export async function startLateTrials({ company, neighbours: [, second] }: Carers, homes: Home[][]): Promise<void> {
  await inParallel(numbers(estateCount), 8, async (estate) => {
    for (const unit of numbers(late)) {
      const id = trialOf(estate, triedOf(estate) + unit);
      await company.do(startTrial, { id, unitId: homes[estate]![triedOf(estate) + unit]!.unitId }, id);
    }
  });
  const id = trialOf(shown, unitsEach - 1);
  await second.resident.do(startTrial, { id, unitId: homes[shown]![unitsEach - 1]!.unitId }, id);
}
