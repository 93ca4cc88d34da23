import type { Service } from '@gezhi/shared/contracts';

export const serviceNames: Readonly<Record<Service, string>> = {
  grid: '网格',
  property: '公益性物业',
  council: '议事协商',
  incentive: '双挂钩',
  gateway: '平台',
};

const featureNames: Readonly<Record<string, string>> = {
  'grid/partition': '网格划分',
  'grid/household': '住户',
  'grid/profile': '网格画像',
  'grid/visit': '走访',
  'grid/service-request': '群众诉求',
  'grid/problem': '共性与个性问题',
  'grid/hard-case': '积案化解',
  'grid/strategy': '一格一策',
  'grid/cadre': '下沉干部',
  'grid/worker': '网格员',
  'property/estate': '小区接管',
  'property/trial': '免费试用',
  'property/catalogue': '服务目录',
  'property/bill': '收费',
  'property/ledger': '账目与反哺',
  'property/committee': '物管会',
  'property/standard': '服务标准',
  'property/notice': '公示栏',
  'council/member': '兼职委员',
  'council/session': '议事会议',
  'council/topic': '议题',
  'council/ballot': '民主表决',
  'council/bulletin': '公开通报',
  'council/matching': '双清单',
  'council/returning-member': '在职党员回航',
  'incentive/cycle': '激励周期',
  'incentive/goal': '“1+2”目标',
  'incentive/fact': '事实',
  'incentive/metric': '指标',
  'incentive/linkage': '双挂钩',
  'incentive/showcase': '晾晒实绩',
  'incentive/star': '星级管家',
  'incentive/integrity': '核实与申诉',
  'gateway/account': '账号',
  'gateway/session': '登录',
  'gateway/overview': '一图清',
  'gateway/live': '实时事件',
  'gateway/public': '公开查询',
  'gateway/file': '附件',
  'gateway/intake': '导入与受理',
  'gateway/audit': '审计',
  'gateway/clock': '演示时钟',
  'gateway/person': '个人信息',
};

/** The tag of a feature for people: `网格 · 走访`; its token where it has no Chinese name yet. */
export const featureName = (service: Service, feature: string): string =>
  `${serviceNames[service]} · ${featureNames[`${service}/${feature}`] ?? feature}`;
