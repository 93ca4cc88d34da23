import type { DutyAim, LineDuty, PlaybookCapability, ResourceStandard, TypePlaybook } from '@gezhi/shared/contracts';
import type { Playbook } from './playbook.rules.js';

const named = '集贤县“8+4+1”工作机制';
const proposed = '设定值：依五大类功能型治理单元的划分补充';

const capability = (code: string, zh: string, source = proposed): PlaybookCapability => ({ code, zh, source, assumed: source !== named });
const measure = (code: string, zh: string, days: number) => ({ code, zh, days });
const duty = (code: string, zh: string, aim: DutyAim, days: number, criterion: string) => ({ code, zh, aim, criterion, days });
const weight = (term: string, percent: number) => ({ term, percent });
const lineDuty = (line: LineDuty['line'], code: string, zh: string, criterion: string): LineDuty => ({
  line,
  ...duty(code, zh, 'SOLVE_PROBLEMS', 60, criterion),
});

const perGrid = (
  kind: ResourceStandard['kind'],
  code: string,
  zh: string,
  unit: string,
  quantity: number,
  per: ResourceStandard['per'] = 'GRID',
): ResourceStandard => ({ kind, code, zh, unit, per, quantity });
const common: ResourceStandard[] = [
  perGrid('PEOPLE', 'CADRE', '下沉干部', '人', 3),
  perGrid('PEOPLE', 'GRID_WORKER', '网格员', '人', 1),
  perGrid('MONEY', 'ANNUAL_FUND', '年度治理经费', '分', 2_000_000),
];

/** Alike in every type, unless it says otherwise. */
const type = (own: Pick<TypePlaybook, 'type' | 'measures' | 'duties' | 'weights' | 'resources'> & Partial<TypePlaybook>): TypePlaybook => ({
  requiredLines: [],
  taskForce: null,
  cadres: { minimum: 1, maximum: 5 },
  source: proposed,
  assumed: true,
  ...own,
  resources: [...common, ...own.resources],
});

const conflict = type({
  type: 'CONFLICT_RESOLUTION',
  measures: [
    measure('SORT_OUT_CONFLICTS', '摸清网格矛盾纠纷，分级建档', 30),
    measure('MEDIATE_REGULARLY', '定期会商调解，逐件明确责任人', 90),
    measure('FOLLOW_UP', '对已化解的矛盾逐户回访', 180),
  ],
  duties: [
    duty('MEDIATE', '牵头化解网格内的矛盾纠纷', 'SOLVE_PROBLEMS', 90, '每件矛盾有调解记录，当事人确认或转入法定途径'),
    duty('LEARN_MEDIATION', '跟班学习调解与信访法规', 'BUILD_ABILITY', 60, '参加跟班不少于两次，独立主持一次调解'),
  ],
  requiredLines: ['PUBLIC_SECURITY_GOVERNANCE'],
  taskForce: { lead: 'PUBLIC_SECURITY_GOVERNANCE', coLines: ['ECONOMIC_DEVELOPMENT', 'HOUSING_CONSTRUCTION'] },
  weights: [weight('MEDIATION', 50), weight('LAW', 30), weight('LOCAL', 20)],
  resources: [perGrid('EQUIPMENT', 'MEDIATION_ROOM', '调解室', '间', 1)],
});
const renewal = type({
  type: 'URBAN_RENEWAL',
  measures: [
    measure('SURVEY_BUILDINGS', '逐栋查看房屋与配套设施，列出更新清单', 30),
    measure('AGREE_PLAN', '就更新方案听取住户意见并公示', 60),
    measure('FOLLOW_WORKS', '跟踪施工，协调影响出行与停车的问题', 180),
  ],
  duties: [
    duty('EXPLAIN_PLAN', '入户讲解更新方案并收集意见', 'JOIN_FORCES', 60, '每户有意见记录，意见逐条答复'),
    duty('SOLVE_SITE_ISSUES', '协调解决施工期间的问题', 'SOLVE_PROBLEMS', 120, '问题有责任单位和时限，整改后经住户确认'),
  ],
  requiredLines: ['HOUSING_CONSTRUCTION'],
  weights: [weight('PLANNING', 50), weight('LOCAL', 30), weight('LINE', 20)],
  resources: [perGrid('EQUIPMENT', 'NOTICE_BOARD', '公示栏', '块', 2)],
});
const building = type({
  type: 'COMMUNITY_BUILDING',
  measures: [
    measure('FIND_NEEDS', '摸清住户需求与可用场地', 30),
    measure('START_GROUPS', '培育居民自组织，开展邻里活动', 90),
    measure('COMPLETE_SERVICES', '补齐便民服务短板', 180),
  ],
  duties: [
    duty('ORGANISE_ACTIVITIES', '组织居民参与网格活动', 'JOIN_FORCES', 90, '每月至少一次活动，有参与记录'),
    duty('LEARN_ORGANISING', '学习群众工作方法', 'BUILD_ABILITY', 60, '独立策划并完成一次活动'),
  ],
  weights: [weight('ORGANISING', 50), weight('LOCAL', 30), weight('MEDIATION', 20)],
  resources: [perGrid('EQUIPMENT', 'ACTIVITY_SPACE', '活动场地', '处', 1)],
});
const environment = type({
  type: 'ENVIRONMENT_IMPROVEMENT',
  measures: [
    measure('LIST_BLACK_SPOTS', '列出环境卫生点位清单', 15),
    measure('CLEAR_BLACK_SPOTS', '逐点整治并留存整治前后照片', 60),
    measure('KEEP_CLEAN', '建立巡查制度，防止反弹', 180),
  ],
  duties: [
    duty('PATROL', '每周巡查环境点位', 'SOLVE_PROBLEMS', 90, '巡查有记录，新点位当周上报'),
    duty('MOBILISE', '发动居民参与清洁', 'JOIN_FORCES', 60, '每月至少一次清洁行动，有参与记录'),
  ],
  weights: [weight('LOCAL', 40), weight('ORGANISING', 40), weight('INFORMATION_COLLECTION', 20)],
  resources: [perGrid('EQUIPMENT', 'SORTING_BIN', '分类垃圾收集点', '处', 1, 'HUNDRED_HOUSEHOLDS')],
});
const enterprise = type({
  type: 'ENTERPRISE_SERVICE',
  measures: [
    measure('VISIT_ENTERPRISES', '走访企业，建立需求清单', 30),
    measure('SETTLE_REQUESTS', '逐项办理并向企业反馈', 90),
    measure('LINK_RESOURCES', '对接政策、用工与场地资源', 180),
  ],
  duties: [
    duty('CALL_ON_ENTERPRISES', '按清单走访企业并跟踪诉求', 'SOLVE_PROBLEMS', 60, '每家企业有走访记录，诉求逐项反馈'),
    duty('LEARN_POLICIES', '熟悉惠企政策', 'BUILD_ABILITY', 30, '能说明本网格企业适用的政策清单'),
  ],
  requiredLines: ['ECONOMIC_DEVELOPMENT'],
  weights: [weight('ENTERPRISE_LIAISON', 50), weight('LAW', 30), weight('LINE', 20)],
  resources: [perGrid('EQUIPMENT', 'SERVICE_DESK', '企业服务点', '个', 1)],
});

/** G-08 G-32 What is done in each type of grids until a jurisdiction lays down its own. */
export const defaultPlaybook: Playbook = {
  capabilities: [
    capability('MEDIATION', '矛盾调解', named),
    capability('INFORMATION_COLLECTION', '信息采集', named),
    capability('LAW', '法律政策'),
    capability('LOCAL', '熟悉本地'),
    capability('PLANNING', '规划建设'),
    capability('ORGANISING', '组织动员'),
    capability('ENTERPRISE_LIAISON', '企业服务'),
  ],
  types: [conflict, renewal, building, environment, enterprise],
  lineDuties: [
    lineDuty('PUBLIC_SECURITY_GOVERNANCE', 'SAFETY_CHECK', '排查治安与矛盾隐患', '隐患清单逐项销号，未销号的有责任人和时限'),
    lineDuty('ECONOMIC_DEVELOPMENT', 'MARKET_CHECK', '了解商铺与企业经营情况', '走访记录齐全，诉求逐项反馈'),
    lineDuty('HOUSING_CONSTRUCTION', 'BUILDING_CHECK', '查看房屋与公共设施', '问题清单移交责任单位，整改后复核'),
  ],
};
