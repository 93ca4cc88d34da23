import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { councilReaders } from './council.js';
import { followUpState, followUpView, leaderPairingView, pairingMode } from './member-values.js';

export const leaderPairingErrors = errors('council.member', {
  pairingEnded: ['rule', '该对接已结束，请先建立新的对接', 'The pairing has ended; pair a leader first'],
  followUpDueInvalid: ['rule', '办理期限不得早于今天', 'What is followed up cannot be due before today'],
  leaderAccountNotInvited: [
    'rule',
    '该账号未获本地管理角色，请先邀请',
    'The account holds no leading role in this county; invite it first',
  ],
});

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;
const reading = { roles: councilReaders, scope: ['place', 'council'], method: 'GET' } as const;

export const pairLeader = contract({
  ...deciding,
  subject: 'council.command.member.pair-leader.v1',
  summary: 'Pair a leader with the community of a council',
  path: '/v1/leader-pairings',
  input: z.object({
    id: values.id,
    councilId: values.id,
    personId: values.id,
    name: values.text(60),
    accountId: values.id.optional(),
    mode: pairingMode,
  }),
  output: leaderPairingView,
  errors: [leaderPairingErrors.leaderAccountNotInvited],
});

export const endLeaderPairing = contract({
  ...deciding,
  subject: 'council.command.member.end-pairing.v1',
  summary: 'End the pairing of a leader, with the reason',
  path: '/v1/leader-pairings/:id/end',
  input: z.object({ id: values.id, reason: values.text(500) }),
  output: leaderPairingView,
});

export const addFollowUp = contract({
  ...deciding,
  subject: 'council.command.member.add-follow-up.v1',
  summary: 'Write down what a leader promised to see to, and until when',
  path: '/v1/follow-ups',
  input: z.object({ id: values.id, pairingId: values.id, title: values.text(200), dueOn: values.localDate }),
  output: followUpView,
  errors: [leaderPairingErrors.pairingEnded, leaderPairingErrors.followUpDueInvalid],
});

export const completeFollowUp = contract({
  ...deciding,
  subject: 'council.command.member.complete-follow-up.v1',
  summary: 'Record what came of a follow-up item, overdue or not',
  path: '/v1/follow-ups/:id/complete',
  input: z.object({ id: values.id, outcome: values.text(1000), evidenceIds: values.evidence.default([]) }),
  output: followUpView,
});

export const pairingsOfCouncil = contract({
  ...reading,
  subject: 'council.query.member.pairings.v1',
  summary: 'The leaders paired with the community of a council, by name, the latest first',
  path: '/v1/councils/:councilId/leader-pairings',
  input: z.object({ councilId: values.id, ...values.pageInput }),
  output: values.page(
    leaderPairingView
      .extend({ name: z.string().nullable(), openFollowUps: z.int(), overdueFollowUps: z.int() })
      .meta({ id: 'ListedLeaderPairing' }),
  ),
});

export const followUpsOfPlace = contract({
  ...reading,
  subject: 'council.query.member.follow-ups.v1',
  summary: 'The follow-up items of a place, of one pairing or state when named, the next due first',
  path: '/v1/follow-ups',
  input: z.object({
    placeCode: values.placeCode,
    pairingId: values.id.optional(),
    state: followUpState.optional(),
    ...values.pageInput,
  }),
  output: values.page(followUpView),
});
