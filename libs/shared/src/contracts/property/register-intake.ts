import { z } from 'zod';
import { batchInput, batchOutcome } from '../batch.js';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { ownerKind } from './ownership-values.js';
import { areaSource, unitKind } from './unit-values.js';

export const registerIntakeErrors = errors('property.register', {
  outsidePlace: ['rule', '该行不属于本批次的区域', 'The row does not belong to the place of the batch'],
  estateUnknown: ['rule', '本社区没有此名称的小区，请先登记小区', 'The community has no estate of this name; register the estate first'],
  repeatedInBatch: ['rule', '同一批次内房屋编号或房号重复', 'The register number or the door occurs twice in the batch'],
  ownerNameMissing: [
    'rule',
    '填写了证件号码或电话，须同时填写业主姓名',
    'An identity number or a phone number needs the name of the owner',
  ],
});

/** As it stands in the register: square metres with at most two decimals, in ASCII digits. */
const squareMetres = z.string().regex(/^(?!0+(\.0+)?$)\d{1,6}(\.\d{1,2})?$/);

export const importRegister = contract({
  subject: 'property.command.register.import.v1',
  summary: 'Take in up to 500 units of a register with their sole owners in one act; known units are left as they are',
  roles: leaders,
  scope: ['place'],
  input: z.object({
    ...batchInput(
      z.object({
        /** Unique within the estate, so that a second import doubles nothing. */
        externalRef: values.text(64),
        communityCode: values.communityCode,
        estateName: values.text(60),
        buildingLabel: values.text(40),
        label: values.text(40),
        kind: unitKind,
        squareMetres,
        areaSource,
        /** The household that lives there, by its id in the register of households. */
        householdId: values.id.optional(),
        ownerName: values.text(100).optional(),
        ownerKind: ownerKind.default('PERSON'),
        identityNumber: values.text(32).optional(),
        phone: values.text(32).optional(),
        /** The day of the title; the day of the import when it is not given. */
        ownedSince: z.iso
          .date()
          .refine((date) => date >= '1900')
          .optional(),
      }),
    ),
  }),
  output: batchOutcome,
  timeoutMs: 15_000,
});
