import { beginSeason, decideSeason, type Season } from '../council/season.js';
import type { Jixian } from '../jixian/opening.js';
import { surveyEstates } from '../jixian/estates.js';
import { hearOpinions } from '../jixian/opinions.js';
import type { Story } from '../story.js';
import { billAndPay, remindLate, returnService } from './bills.js';
import { closeYear, earnCommonRevenue, proposeReinvestment, recordCosts, useAdvance } from './books.js';
import { formCommittees } from './committees.js';
import { moveInAll } from './households.js';
import { inviteCarers, meetProperty } from './people.js';
import { askHouseholds } from './satisfaction.js';
import { objectToAccounts, postNotices, proposeForDecision, raiseMatters, reviewEachOther } from './supervision.js';
import { openOffers, takeOverEstates } from './takeover.js';
import { answerTrials, startLateTrials, startTrials } from './trials.js';
import { formTeams, visitHouseholds, volunteer } from './visits.js';

/** Free months from the tenth day on, then a year of paid service: days of the story at which the next thing happens. */
const [visited, offered, answered, served, late, halfway, asked, over] = [2, 10, 90, 106, 140, 200, 330, 472];
/** How long the care of the estates of 集贤县 has gone on when the rest of the demo begins. */
export const propertyYearDays = 475;

/** When the owners vote on what was proposed in the end, and until when. */
export const ownersVote: [opens: number, closes: number] = [propertyYearDays + 20, propertyYearDays + 27];

/** From abandoned estates to the second year of paid service (P-01 to P-25), with the council that decides on some of it. */
export async function livePropertyYear(story: Story, jixian: Jixian): Promise<Season> {
  await meetProperty(jixian);
  await surveyEstates(jixian);
  const carers = await inviteCarers(jixian, story.operator);
  story.step('房屋与户 units and homes', 4);
  const homes = await moveInAll(jixian);
  await formTeams(jixian);
  await story.advanceTo(visited);
  story.step('入户走访 visits of homes', 12);
  await visitHouseholds(story, visited, jixian, homes);
  story.step('意见 opinions', 20);
  await hearOpinions(jixian);
  await volunteer(jixian);
  await story.advanceTo(offered);
  story.step('试用 trials', 24);
  await openOffers(story, offered, carers);
  await formCommittees(story, offered, carers, homes);
  await postNotices(story, offered, carers, 'FEE_SCHEDULE');
  await startTrials(carers, homes);
  await story.advanceTo(answered);
  await answerTrials(carers);
  await raiseMatters(carers);
  await story.advanceTo(served);
  await story.letTimeWork(served);
  story.step('接管与收费 take-over and bills', 30);
  await takeOverEstates(carers);
  await billAndPay(carers, 0);
  await useAdvance(carers, 'PROJECT');
  await askHouseholds(story, 0, [offered, served], carers, homes);
  await story.advanceTo(late);
  await remindLate(carers);
  await story.advanceTo(halfway);
  await returnService(carers);
  await reviewEachOther(story, halfway, carers);
  await earnCommonRevenue(story, halfway, carers);
  await story.advanceTo(asked);
  story.step('账簿 books', 36);
  await recordCosts(story, asked, carers);
  await askHouseholds(story, 1, [served + 1, asked], carers, homes);
  const councillors = await beginSeason(story, asked, over, carers);
  await story.advanceTo(over);
  await closeYear(story, over - 1, carers);
  await useAdvance(carers, 'DEFICIT');
  await postNotices(story, over, carers, 'ACCOUNTS');
  await objectToAccounts(story, over, carers);
  await proposeReinvestment(carers);
  await proposeForDecision(carers);
  await billAndPay(carers, 1);
  await startLateTrials(carers, homes);
  const season = await decideSeason(story, over, ownersVote, councillors);
  await story.advanceTo(propertyYearDays);
  return season;
}
