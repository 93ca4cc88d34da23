import type { PolicyOf, publishWorkerPolicy } from '@gezhi/shared/contracts';
import { catalogue } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for grid workers, in one version: the 8 and the 1 of “8+4+1”. */
export type WorkerPolicy = PolicyOf<typeof publishWorkerPolicy>;

const [dutyCount, loopCount] = [8, 1];
const named = '集贤县“8+4+1”工作机制，8项职责中已列明者';
const proposed = '集贤县“8+4+1”工作机制，8项职责仅列明两项，名称为设定值';
const duty = (code: string, zh: string, source = proposed) => ({ code, zh, source, assumed: source === proposed });

/** G-37 G-39 What holds until a jurisdiction lays down its own: the two duties the source names, and assumed ones beside them. */
export const defaultPolicy: WorkerPolicy = {
  duties: [
    duty('INFORMATION_COLLECTION', '信息采集', named),
    duty('MEDIATION', '矛盾调解', named),
    duty('POLICY_PUBLICITY', '政策宣传'),
    duty('HAZARD_INSPECTION', '隐患排查'),
    duty('ENVIRONMENT_PATROL', '环境巡查'),
    duty('ERRANDS_FOR_RESIDENTS', '民生代办'),
    duty('CARE_FOR_SPECIAL_GROUPS', '特殊群体关爱'),
    duty('REQUEST_FOLLOW_UP', '诉求跟踪'),
  ],
  loop: [{ code: 'DEMAND_RESPONSE_LOOP', zh: '需求—响应闭环', source: '集贤县“8+4+1”工作机制，“1”未列明，名称为设定值', assumed: true }],
};

/**
 * G-37 G-39 Accepts exactly eight different duties and one closed loop, each with its source; refuses with
 * `platform.catalogue.cardinality`, `code-taken` or `source-missing`.
 */
export function acceptPolicy(policy: WorkerPolicy): WorkerPolicy {
  catalogue({ name: 'worker-duty', size: dutyCount, items: policy.duties });
  catalogue({ name: 'closed-loop', size: loopCount, items: policy.loop });
  return policy;
}
