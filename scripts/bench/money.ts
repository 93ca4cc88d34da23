import {
  bookAdvance,
  closePeriod,
  completeSurvey,
  draftFeeSchedule,
  draftStatement,
  issueBills,
  openOffer,
  publishFeeSchedule,
  publishStatement,
  readStatement,
  recordCommonRevenue,
  registerBuilding,
  registerEstate,
  registerFacility,
  surveyFacility,
  trialBalanceOfEstate,
} from '@gezhi/shared/contracts';
import pg from 'pg';
import { idOf } from '../demo/demo-api.js';
import { uploadPicture } from '../demo/picture.js';
import { inParallel } from '../demo/story.js';
import { quiet, seconds, type Figure, type Ground } from './ground.js';
import { load, quantile } from './load.js';
import { benchCommunity as communityCode } from './requests.js';

const households = 3_000;
const postings = 100_000;
const spread = 50;
const day = 86_400_000;
const dateOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

/** As if the grid service had told of it. */
const community = 'INSERT INTO known_community (code) VALUES ($1) ON CONFLICT DO NOTHING';
/** Units with a standing contract that began today; what households and trials there were before is not measured. */
const contracts = `
  WITH u AS (INSERT INTO unit (id, version, estate_id, building_id, community_code, label, kind, area, area_source, household_id)
      SELECT uuidv7(), 1, $1, $2, $3, n || '室', 'RESIDENTIAL', 6250, 'TITLE_REGISTER', uuidv7() FROM generate_series(1, $5::int) n RETURNING *),
    pair AS (SELECT u.*, uuidv7() AS trial_id, uuidv7() AS contract_id FROM u),
    c AS (INSERT INTO service_contract (id, version, estate_id, community_code, unit_id, household_id, trial_id, offer_id, consent_evidence_ids, starts_on, state)
      SELECT contract_id, 1, estate_id, community_code, id, household_id, trial_id, $4, '{}', $6::date, 'STANDING' FROM pair)
  INSERT INTO trial (id, version, estate_id, community_code, unit_id, household_id, offer_id, granted_to, signed_on, first_day, last_day, state,
      ended_at, consent_evidence_ids, contract_id)
    SELECT trial_id, 1, estate_id, community_code, id, household_id, $4, id, $6::date - 92, $6::date - 91, $6::date - 1, 'CONVERTED', now(), '{}', contract_id
    FROM pair`;
/** Entries of two postings each, all of yesterday. */
const entries = `
  WITH e AS (INSERT INTO ledger_entry (id, version, estate_id, community_code, kind, booked_on, evidence_ids, posted_at)
      SELECT uuidv7(), 1, $1, $2, 'COMMON_INCOME', $3::date, '{}', now() FROM generate_series(1, $4::int) RETURNING id)
  INSERT INTO ledger_posting (entry_id, fund, account, estate_id, amount_fen)
    SELECT e.id, 'COMMON_REVENUE', side.account, $1, side.amount FROM e, (VALUES ('BANK', 100), ('FUND_BALANCE', -100)) AS side (account, amount)`;

/** What the books of estates cost: postings on many estates and on one, the bills of an estate, the close of a full period. */
export async function measureMoney(ground: Ground, rounds: number, duration: number): Promise<Figure[]> {
  const { cluster, operator } = ground;
  const evidenceIds = [await uploadPicture(operator, idOf('bench money'))];
  await within(cluster, community, [communityCode]);
  const estate = async (index: number): Promise<string> => {
    const id = idOf('bench estate', index);
    const named = {
      id,
      communityCode,
      name: `测量小区${index}`,
      addressLabel: '测量路',
      cause: 'OTHER',
      grounds: '测量',
      evidenceIds,
    } as const;
    await operator.do(registerEstate, named, id);
    return id;
  };
  const estates = await inParallel(
    Array.from({ length: spread }, (_, index) => index),
    8,
    estate,
  );
  const figures: Figure[] = [];
  for (const [over, among, target] of [
    [`${spread} estates`, estates, '≥ 600/s'],
    ['one estate', estates.slice(0, 1), '≥ 250/s'],
  ] as const) {
    const rates: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await operator.refresh();
      let serial = 0;
      const { perSecond, failures } = await load(cluster.url, 20, duration, () => {
        const id = idOf('bench posting', over, round, ++serial);
        const body = { id, estateId: among[serial % among.length]!, amountFen: 100, reason: '测量', evidenceIds };
        const headers = { authorization: `Bearer ${operator.accessToken}`, 'content-type': 'application/json', 'idempotency-key': id };
        return { method: 'POST', path: recordCommonRevenue.path!, headers, body: JSON.stringify(body) };
      });
      if (failures) throw new Error(`${failures} postings failed`);
      rates.push(perSecond);
    }
    figures.push({
      name: `balanced entries with two postings, ${over}, over HTTP, 20 connections (median of ${rates.map((rate) => Math.round(rate)).join(' ')})`,
      value: `${Math.round(quantile(rates, 0.5))}/s`,
      target,
    });
  }
  await quiet(cluster);
  return [...figures, ...(await billing(ground, estates[1]!, evidenceIds)), ...(await closing(ground, estates[2]!, evidenceIds))];
}

async function billing(ground: Ground, estateId: string, evidenceIds: string[]): Promise<Figure[]> {
  const { cluster, operator } = ground;
  const [feeId, offerId, buildingId] = ['fee', 'offer', 'building'].map((name) => idOf('bench', name)) as [string, string, string];
  const today = dateOf(Date.now());
  await survey(ground, estateId, evidenceIds);
  await operator.do(draftFeeSchedule, { id: feeId, estateId, amountFen: 18_000, unit: 'HOUSEHOLD', period: 'YEAR' }, feeId);
  await operator.do(publishFeeSchedule, { id: feeId, effectiveFrom: today }, feeId);
  await operator.do(openOffer, { id: offerId, estateId, text: '测量' }, offerId);
  await operator.do(registerBuilding, { id: buildingId, estateId, label: '1号楼' }, buildingId);
  await within(cluster, contracts, [estateId, buildingId, communityCode, offerId, households, today]);
  const first = await seconds(() => operator.do(issueBills, { estateId }, 'first'));
  const again = await operator.do(issueBills, { estateId }, 'again');
  if (again.bills !== 0) throw new Error('billed twice');
  return [{ name: `bills of ${households} households, issued once`, value: `${first.toFixed(2)} s`, target: '≤ 5 s' }];
}

/** What a fee takes: an inventory that was surveyed. */
async function survey({ operator }: Ground, estateId: string, evidenceIds: string[]): Promise<void> {
  const [facilityId, id] = [idOf('bench facility'), idOf('bench survey')];
  await operator.do(registerFacility, { id: facilityId, estateId, kind: 'LIGHTING', label: '测量' }, facilityId);
  await operator.do(surveyFacility, { id, facilityId, grade: 'INTACT', evidenceIds }, id);
  await operator.do(completeSurvey, { id: estateId }, 'survey', estateId);
}

async function closing({ cluster, operator }: Ground, estateId: string, evidenceIds: string[]): Promise<Figure[]> {
  const yesterday = dateOf(Date.now() - day);
  await operator.do(bookAdvance, { id: idOf('bench advance'), estateId, amountFen: 100, reason: '测量', evidenceIds }, 'advance');
  await within(cluster, entries, [estateId, communityCode, yesterday, postings / 2]);
  const closed = await seconds(() => operator.do(closePeriod, { id: idOf('bench period'), estateId, to: yesterday }, 'close'));
  const times: number[] = [];
  for (let round = 0; round < 100; round++) times.push(await seconds(() => operator.client.call(trialBalanceOfEstate, { estateId })));
  const sheet = await operator.client.call(trialBalanceOfEstate, { estateId });
  if (!sheet.agrees || sheet.closedTo !== yesterday) throw new Error('the books do not agree');
  const statement = await telling(operator, estateId, idOf('bench period'));
  return [
    ...statement,
    { name: `a period of ${postings} postings, closed`, value: `${closed.toFixed(2)} s`, target: '≤ 5 s' },
    { name: `the trial balance of ${postings} postings, all added up anew, p99`, value: `${(quantile(times, 0.99) * 1000).toFixed(0)} ms` },
  ];
}

/** The statement of a period of all those postings: as it is asked for, read again and again, and published. */
async function telling(operator: Ground['operator'], estateId: string, periodId: string): Promise<Figure[]> {
  const id = idOf('bench statement');
  const published = await seconds(() => operator.do(publishStatement, { id, estateId, periodId }, id));
  const figures: Figure[] = [
    { name: `its statement, published after ${postings} postings were added up anew`, value: `${published.toFixed(2)} s` },
  ];
  for (const [name, read] of [
    ['its statement, read live', () => operator.client.call(draftStatement, { estateId, periodId })],
    ['its statement, as published', () => operator.client.call(readStatement, { id })],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < 200; round++) times.push(await seconds(read));
    const milliseconds = (share: number): string => (quantile(times, share) * 1000).toFixed(0);
    figures.push({ name: `${name}, over HTTP, p99 (p50 ${milliseconds(0.5)} ms)`, value: `${milliseconds(0.99)} ms`, target: '≤ 50 ms' });
  }
  return figures;
}

async function within(cluster: Ground['cluster'], text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.databases.property!.url });
  await client.connect();
  await client.query(text, values);
  await client.end();
}
