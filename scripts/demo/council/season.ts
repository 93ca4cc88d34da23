import type { Carers } from '../property/people.js';
import type { Story } from '../story.js';
import { askRepresentatives, carryOut } from './decisions.js';
import { announceVotes, certifyBoth, openEstateOne, voteOnBoth, type EstateOne } from './estate-one.js';
import { openCouncil, recordWorks, type Councillors } from './founding.js';
import { askNeeds, fillLists, importReturning, matchLists, unmetDemand, useVenue } from './lists.js';
import { arrangeNext, arrangeSessions, callEmergency, holdEmergency, holdFiveParty, holdRegular, sessions } from './sessions.js';
import { announceOwnerVotes, carryOutDecisions, carryOutOwnersWill, spendingId, standardId, voteOfOwners } from './shown-estate.js';
import { collectTopics, raiseUnmet } from './topics.js';

/** Those who act in the last part of the story. */
export interface Season {
  readonly councillors: Councillors;
  readonly one: EstateOne;
}

/** The council is founded and its lists are filled; an emergency is decided upon on the next day, what else on a later one. */
export async function beginSeason(story: Story, day: number, later: number, carers: Carers): Promise<Councillors> {
  story.step('议事会 council', 37);
  const councillors = await openCouncil(story, day, carers);
  await Promise.all([importReturning(councillors).then(() => fillLists(story, day, councillors)), collectTopics(councillors)]);
  await arrangeSessions(story, later, councillors);
  await callEmergency(story, day + 1, councillors);
  await Promise.all([matchLists(councillors), askNeeds(story, day, councillors), useVenue(story, day, councillors)]);
  await story.advanceTo(day + 1);
  await holdEmergency(story, day + 1, councillors);
  return councillors;
}

/** The regular session and the five parties decide, what they decided is carried out, and the owners get notice of their votes. */
export async function decideSeason(
  story: Story,
  day: number,
  [opens, closes]: [number, number],
  councillors: Councillors,
): Promise<Season> {
  story.step('会议与表决 sessions and votes', 39);
  await holdRegular(story, day, councillors, spendingId);
  await holdFiveParty(story, day, councillors, standardId);
  await askRepresentatives(story, day, closes + 300, councillors);
  await carryOut(story, day, councillors);
  await carryOutDecisions(story, day, councillors);
  await recordWorks(story, day, councillors, sessions.regular);
  await raiseUnmet(councillors, unmetDemand);
  await arrangeNext(story, closes + 120, councillors);
  const one = await openEstateOne(story);
  await announceVotes(story, [day, opens, closes], one);
  await announceOwnerVotes(story, [day, opens, closes], councillors);
  return { councillors, one };
}

/** The owners vote. */
export async function voteInSeason({ councillors, one }: Season): Promise<void> {
  await Promise.all([voteOfOwners(councillors), voteOnBoth(one)]);
}

/** What the owners decided is certified, published and carried out. */
export async function endSeason(story: Story, day: number, { councillors, one }: Season): Promise<void> {
  await Promise.all([certifyBoth(one), carryOutOwnersWill(story, day, councillors)]);
}
