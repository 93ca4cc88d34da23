import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { estateErrors } from './estate.js';
import { opinionClass, opinionPolicyBody, opinionState, opinionView } from './opinion-values.js';

export const opinionErrors = errors('property.opinion', {
  classUnknown: ['rule', '意见类别不在本地目录内，请按目录选择', 'The class is not in the catalogue in force; take one of it'],
  policyInvalid: ['rule', '意见类别不得重复', 'The classes must differ'],
  householdUnknown: [
    'rule',
    '本小区没有此户，或该户已迁出',
    'No household of this id belongs to the estate, or it has left; look it up in the register of units',
  ],
  householdElsewhere: [
    'rule',
    '没有此小区，或您的住户不属于该小区；请核对小区，或请社区登记房屋所住之户',
    'There is no such estate, or your household is not of it; check the estate, or have the community register which household is in the unit',
  ],
  problemUnknown: ['rule', '本小区没有此问题，请先列出问题', 'The estate has no such problem; open it first'],
  originalUnknown: ['rule', '本小区没有这条意见，或其本身是重复意见', 'The estate has no such opinion, or it is itself a duplicate'],
  hasDuplicates: ['rule', '已有意见与本条重复，不能再并入他条', 'Other opinions are duplicates of this one'],
});

export const recordOpinion = contract({
  subject: 'property.command.opinion.record.v1',
  summary: 'Record what a household thinks of its estate, in a class of the catalogue',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/opinions',
  input: z.object({
    id: values.id,
    estateId: values.id,
    householdId: values.id.optional(),
    class: opinionClass,
    summary: values.text(500),
  }),
  output: opinionView,
  errors: [estateErrors.estateUnknown, opinionErrors.classUnknown, opinionErrors.householdUnknown],
  versioned: true,
});

export const raiseOpinion = contract({
  subject: 'property.command.opinion.raise.v1',
  summary: 'Say for one’s own household what is wrong with the estate, in a class of the catalogue',
  roles: ['resident'],
  scope: ['self'],
  method: 'POST',
  path: '/v1/estates/:estateId/opinions',
  input: z.object({
    id: values.id,
    estateId: values.id,
    householdId: values.id,
    class: opinionClass,
    summary: values.text(500),
  }),
  output: opinionView,
  errors: [opinionErrors.classUnknown, opinionErrors.householdElsewhere],
  versioned: true,
});

export const classifyOpinion = contract({
  subject: 'property.command.opinion.classify.v1',
  summary: 'Put an undecided opinion into another class',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/opinions/:id/classify',
  input: z.object({ id: values.id, class: opinionClass }),
  output: opinionView,
  errors: [opinionErrors.classUnknown],
  versioned: true,
});

export const listOpinion = contract({
  subject: 'property.command.opinion.list.v1',
  summary: 'Make an opinion part of a problem of the list',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/opinions/:id/list',
  input: z.object({ id: values.id, problemId: values.id }),
  output: opinionView,
  errors: [opinionErrors.problemUnknown],
  versioned: true,
});

export const refuseOpinion = contract({
  subject: 'property.command.opinion.refuse.v1',
  summary: 'Refuse an opinion with the reason, which the household may read',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/opinions/:id/refuse',
  input: z.object({ id: values.id, reason: values.text(500) }),
  output: opinionView,
  versioned: true,
});

export const markOpinionDuplicate = contract({
  subject: 'property.command.opinion.mark-duplicate.v1',
  summary: 'Say that an opinion is the same as another, whose outcome it shares',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/opinions/:id/mark-duplicate',
  input: z.object({ id: values.id, originalId: values.id }),
  output: opinionView,
  errors: [opinionErrors.originalUnknown, opinionErrors.hasDuplicates],
  versioned: true,
});

export const readOpinion = contract({
  subject: 'property.query.opinion.read.v1',
  summary: 'One opinion and what became of it; the household sees its own',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/opinions/:id',
  input: z.object({ id: values.id }),
  output: opinionView,
  versioned: true,
});

export const opinionsOfEstate = contract({
  subject: 'property.query.opinion.of-estate.v1',
  summary: 'The opinions on an estate, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/estates/:estateId/opinions',
  input: z.object({ estateId: values.id, state: opinionState.optional(), class: opinionClass.optional(), ...values.pageInput }),
  output: values.page(opinionView),
});

export const similarOpinions = contract({
  subject: 'property.query.opinion.similar.v1',
  summary: 'Opinions on the same estate and of the same class that seem to say the same, the most similar first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/opinions/:id/similar',
  input: z.object({ id: values.id }),
  output: z.object({ items: z.array(z.object({ similarity: z.int(), opinion: opinionView })).max(10) }),
});

export const opinionSummary = contract({
  subject: 'property.query.opinion.summary.v1',
  summary: 'How many opinions a place has, by class and by what became of them',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/opinion-summary',
  input: z.object({ placeCode: values.placeCode }),
  output: z
    .object({
      opinions: z.int(),
      classes: z.array(z.object({ class: opinionClass, recorded: z.int(), listed: z.int(), refused: z.int(), duplicate: z.int() })),
    })
    .meta({ id: 'OpinionSummary' }),
});

export const publishOpinionPolicy = policyPublication({
  of: 'property.opinion',
  summary: 'Lay down the classes of opinions of a jurisdiction',
  body: opinionPolicyBody,
  errors: [opinionErrors.policyInvalid],
});
export const opinionPolicy = policyInForce({
  of: 'property.opinion',
  id: 'OpinionPolicy',
  summary: 'The classes of opinions in force at a place',
  body: opinionPolicyBody,
});
