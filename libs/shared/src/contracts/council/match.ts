import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { demandListers } from './demand.js';
import { matchProposalView, matchState, matchView } from './match-values.js';

export const matchErrors = errors('council.match', {
  capacityExhausted: ['conflict', '该服务名额已满，请选择其他服务', 'The capacity of the service is exhausted; take another'],
  demandClaimed: ['conflict', '该需求已被认领或已办结', 'The demand has been claimed or settled already'],
  unfit: ['rule', '该服务不适合此需求，详见 lack', 'The service does not fit the demand; lack says why'],
  offerWithdrawn: ['rule', '该服务已撤回或不在服务期内，请选择其他服务', 'The service is withdrawn or outside its days; take another'],
  ownDelivery: ['forbidden', '提供服务的登记人不能自行确认', 'Whoever recorded the delivery cannot confirm it'],
});

const acting = { roles: ['grid-worker', 'cadre', ...leaders], scope: ['place'], method: 'POST', versioned: true } as const;
const confirming = { ...acting, roles: demandListers, scope: ['place', 'self'] } as const;
const reading = { roles: ['grid-worker', 'cadre', ...leaders], scope: ['place'], method: 'GET' } as const;

export const proposeMatches = contract({
  ...acting,
  versioned: false,
  roles: leaders,
  subject: 'council.command.match.propose.v1',
  summary: 'Look for services that fit the open demands of a place, and say why; the proposals of before are replaced',
  path: '/v1/match-proposals',
  input: z.object({ id: values.id, placeCode: values.placeCode }),
  output: z
    .object({ id: values.id, demands: z.int(), proposed: z.int(), proposals: z.int(), at: values.instant })
    .meta({ id: 'MatchRound', description: 'How many demands were looked at, how many found services, and how many proposals were made' }),
  timeoutMs: 30_000,
});

export const claimMatch = contract({
  ...acting,
  subject: 'council.command.match.claim.v1',
  summary: 'Claim a service for a demand: one claim a demand, and no more claims than the service has capacity',
  path: '/v1/matches',
  input: z.object({ id: values.id, demandId: values.id, offerId: values.id }),
  output: matchView,
  errors: [matchErrors.capacityExhausted, matchErrors.demandClaimed, matchErrors.unfit, matchErrors.offerWithdrawn],
});

export const releaseMatch = contract({
  ...acting,
  subject: 'council.command.match.release.v1',
  summary: 'Give a claim back, with the reason: the demand is open again, and the service has its capacity back',
  path: '/v1/matches/:id/release',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: matchView,
});

export const deliverMatch = contract({
  ...acting,
  subject: 'council.command.match.deliver.v1',
  summary: 'Record that a claimed service was delivered, with evidence; it counts once it is confirmed',
  path: '/v1/matches/:id/deliver',
  input: z.object({ id: values.id, evidenceIds: values.evidence.default([]) }),
  output: matchView,
});

export const fulfilMatch = contract({
  ...confirming,
  subject: 'council.command.match.fulfil.v1',
  summary: 'Confirm that what was wanted has been delivered; whoever recorded the delivery cannot',
  path: '/v1/matches/:id/fulfil',
  input: z.object({ id: values.id }),
  output: matchView,
  errors: [matchErrors.ownDelivery],
});

export const disputeMatch = contract({
  ...confirming,
  subject: 'council.command.match.dispute.v1',
  summary: 'Say that a delivery was none: the service is owed as before',
  path: '/v1/matches/:id/dispute',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: matchView,
  errors: [matchErrors.ownDelivery],
});

export const proposalsOfDemand = contract({
  ...reading,
  subject: 'council.query.match.proposals.v1',
  summary: 'The services proposed for a demand, the best first, and why',
  path: '/v1/demands/:demandId/match-proposals',
  input: z.object({ demandId: values.id }),
  output: z.object({ items: z.array(matchProposalView) }),
});

export const matchesOfPlace = contract({
  ...reading,
  subject: 'council.query.match.of-place.v1',
  summary: 'What was claimed in a place, the latest first',
  path: '/v1/matches',
  input: z.object({ placeCode: values.placeCode, state: matchState.optional(), ...values.pageInput }),
  output: values.page(matchView),
});
