import { requestErrors, transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';
import type { z } from 'zod';
import type { Language } from './language.js';

type Issue = z.core.$ZodIssue;
/** What is wrong with one field, in both languages; submitted values are never repeated. */
interface Fault {
  readonly pointer: string;
  readonly message: Readonly<Record<Language, string>>;
}

/** A refused input: the fields travel as details, the sentences stay beside them. */
export class InvalidInput extends DomainError {
  constructor(
    definition: DomainError['definition'],
    readonly faults: readonly Fault[],
  ) {
    super(definition, { fields: faults.map(({ pointer }) => pointer) });
  }
}

const maximumFaults = 20;
const unacceptable = { zh: '内容不符合要求', en: 'not acceptable' };

/** The refusal of an input by its zod issues: `field-unknown` when a name is unknown, else `platform.request.invalid`. */
export function invalid(issues: readonly Issue[]): InvalidInput {
  const unknown = issues.some((issue) => issue.code === 'unrecognized_keys');
  return new InvalidInput(unknown ? transportErrors.fieldUnknown : requestErrors.invalid, issues.flatMap(faultsOf).slice(0, maximumFaults));
}

function faultsOf(issue: Issue): Fault[] {
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointer(issue.path), message: sentence(issue) }];
  return issue.keys.map((key) => unknownFault([...issue.path, key]));
}

const unknownFault = (path: readonly PropertyKey[]): Fault => ({
  pointer: pointer(path),
  message: { zh: '未知字段', en: 'unknown field' },
});

/** The refusal of a field that no declaration knows. */
export const unknownField = (path: readonly PropertyKey[]): InvalidInput =>
  new InvalidInput(transportErrors.fieldUnknown, [unknownFault(path)]);

/** RFC 6901; names that are no names of ours become `?`. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${/^[\w.-]{1,64}$/.test(String(part)) ? String(part) : '?'}`).join('');

const types: Record<string, string> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: '布尔值',
  array: '数组',
  object: '对象',
  tuple: '数组',
  record: '对象',
};
const units: Record<string, readonly [string, string]> = { string: ['个字符', 'characters'], array: ['项', 'items'], set: ['项', 'items'] };

function sentence(issue: Issue): Fault['message'] {
  switch (issue.code) {
    case 'invalid_type':
      return { zh: `必填，且须为${types[issue.expected] ?? issue.expected}`, en: `required, of type ${issue.expected}` };
    case 'too_small':
      return issue.inclusive === false
        ? bound(issue.origin, issue.minimum, '须大于', 'more than')
        : bound(issue.origin, issue.minimum, '不得少于', 'at least');
    case 'too_big':
      return issue.inclusive === false
        ? bound(issue.origin, issue.maximum, '须小于', 'less than')
        : bound(issue.origin, issue.maximum, '不得超过', 'at most');
    case 'invalid_format':
      return { zh: `格式不符（${issue.format}）`, en: `not in the format ${issue.format}` };
    case 'not_multiple_of':
      return { zh: `须为 ${issue.divisor} 的倍数`, en: `must be a multiple of ${issue.divisor}` };
    case 'invalid_value':
      return { zh: `须为 ${issue.values.map(String).join('、')} 之一`, en: `must be one of ${issue.values.map(String).join(', ')}` };
    case 'custom':
      return issue.message === 'Invalid input' ? unacceptable : { zh: issue.message, en: issue.message };
    default:
      return unacceptable;
  }
}

function bound(origin: string, limit: number | bigint, zh: string, en: string): Fault['message'] {
  const [unitZh, unitEn] = units[origin] ?? ['', ''];
  return { zh: `${zh} ${limit} ${unitZh}`.trim(), en: `${en} ${limit} ${unitEn}`.trim() };
}
