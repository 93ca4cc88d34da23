import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { placeOverview, type PlaceOverview } from '@gezhi/shared/contracts';
import { appointCadres, rotateLast, type DemoCadre } from './demo/cadres.js';
import { DemoAccount } from './demo/demo-api.js';
import { demoCommunities, street } from './demo/geography.js';
import { openAccounts } from './demo/accounts.js';
import { registerShownEstate } from './demo/estate.js';
import { collectProblems, settleProblems } from './demo/problems.js';
import { demoHouseholds, householdSheet, visitSheet } from './demo/register.js';
import { holdAcademy, planAcademy } from './demo/academy.js';
import { fitCadres } from './demo/fit-list.js';
import { planGrids, reportGrids } from './demo/grid-files.js';
import { registerCases, settleCases } from './demo/hard-cases.js';
import { holdJixianAcademy, planJixianAcademy } from './demo/jixian/academy.js';
import { careForResidents, mediate } from './demo/jixian/care.js';
import { joinNeighbours } from './demo/jixian/neighbours.js';
import { openJixian } from './demo/jixian/opening.js';
import { beginXilinCouncil } from './demo/council/xilin.js';
import { endSeason, voteInSeason } from './demo/council/season.js';
import { livePropertyYear, propertyYearDays } from './demo/property/year.js';
import { pairHouseholds } from './demo/pairings.js';
import { describeGrids } from './demo/profiles.js';
import { postWorkers } from './demo/workers.js';
import { drawGrids } from './demo/grids.js';
import { closeSurvey, openSurvey } from './demo/survey.js';
import { answerRequests } from './demo/service-requests.js';
import { importSheet } from './demo/upload.js';
import { Story } from './demo/story.js';

/**
 * `npm run seed`: builds 西林街道, and beside it a community of 集贤县, through public commands only, moving time by the operator's clock. Begun again after an
 * interruption it meets its own rows and goes on. People, doors and boundaries are invented; the places are real.
 *
 * GATEWAY_URL, OPERATOR_USERNAME and OPERATOR_PASSWORD say where and as whom; DEMO_ACCOUNTS_FILE gets the demo accounts.
 */
const baseUrl = process.env.GATEWAY_URL ?? 'http://127.0.0.1:3000';
const accountsFile = process.env.DEMO_ACCOUNTS_FILE ?? '.data/demo-accounts.json';
const operator = await DemoAccount.signIn(baseUrl, process.env.OPERATOR_USERNAME ?? 'operator', process.env.OPERATOR_PASSWORD ?? '');
const year = new Story(operator, await beginning(`${accountsFile}.begun`));
const story = year.after(propertyYearDays);

year.step('集贤县 a county', 1);
const jixian = await openJixian(year);
const season = await livePropertyYear(year, jixian);
const communities = demoCommunities();
const households = demoHouseholds(communities);

story.step('户册 register', 42);
await importSheet(baseUrl, operator, 'households', street, householdSheet(households), 'first');
story.step('网格 grids', 46);
await drawGrids(story, communities);
story.step('账号 accounts', 52);
const people = await openAccounts(baseUrl, story, communities, process.env.OPERATOR_PASSWORD ?? '');
story.step('干部 cadres', 56);
const cadres = await appointCadres(story, people, communities);
await registerShownEstate(people.secretaries[0]!, communities[0]!.code);
await planJixianAcademy(story, jixian);
await careForResidents(jixian);
story.step('走访 visits', 62);
const campaignId = await openSurvey(people);
await story.advanceTo(21);
await voteInSeason(season);
await importSheet(baseUrl, operator, 'visits', street, visitSheet(households, story.at(21), 20), 'first', campaignId);
story.step('问题 problems', 72);
const problems = await collectProblems(people, communities, campaignId);
await story.advanceTo(28);
await endSeason(year, propertyYearDays + 28, season);
await settleProblems(people, problems, cadres, story.at(28));
await beginXilinCouncil(story, 28, people, communities);
story.step('诉求 service requests', 82);
await mediate(story, jixian);
await holdJixianAcademy(story, jixian);
await answerRequests(people, cadres);
story.step('治理 governance', 88);
await rotateLast(story, people, communities);
await planGrids(story, people, communities, cadres);
await fitCadres(story, people, communities, cadres);
await describeGrids(story, people, communities);
await pairHouseholds(story, people, cadres as [DemoCadre, ...DemoCadre[]]);
const workers = await postWorkers(story, people, communities);
await planAcademy(story, people, communities, workers);
await registerCases(story, people, communities, cadres);
await story.advanceTo(35);
await reportGrids(people, communities);
await holdAcademy(people, workers);
await settleCases(people);
await closeSurvey(people, campaignId);
await story.arrive();
await joinNeighbours(jixian);
story.step('指标 indicators', 96);
const overview = await settled();
writeFileSync(accountsFile, JSON.stringify(people.shown, null, 2), { mode: 0o600 });
story.step('完成 done', 100);
process.stdout.write(`${summary(overview)}\n`);

/** The instant of the platform's clock at which the demo began, kept so that a second run dates things as the first did. */
async function beginning(file: string): Promise<Date> {
  if (existsSync(file)) return new Date(readFileSync(file, 'utf8'));
  const { at } = await operator.do(placeOverview, { code: street });
  writeFileSync(file, at);
  return new Date(at);
}

/** The one picture, once the incentive service has heard of every problem and visit. */
async function settled(): Promise<PlaceOverview> {
  for (let attempt = 0; ; attempt++) {
    const picture = await operator.do(placeOverview, { code: street });
    const heard =
      picture.incentive?.metrics.find(({ metric, scope }) => metric === 'rectificationRate' && scope === 'all')?.rate.denominator ?? 0;
    if (heard >= problems.length || attempt > 200) return picture;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function summary({ grid }: PlaceOverview): string {
  if (!grid) return 'the grid service did not answer';
  const { common, individual, rate } = grid.problems;
  return [
    `${grid.grids} grids · ${grid.cadres} cadres`,
    `${grid.visits.residentAndShop} residents and shops, ${grid.visits.enterprise} enterprises visited`,
    `problems rectified: common ${common.rectified}/${common.total} = ${common.rate.value} %, individual ${individual.rectified}/${individual.total} = ${individual.rate.value} %, together ${rate.value} %`,
  ].join('\n');
}
