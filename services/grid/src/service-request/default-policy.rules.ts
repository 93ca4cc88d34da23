import type { RequestClass } from '@gezhi/shared/contracts';
import type { RequestPolicy } from './request-policy.rules.js';

type Unit = RequestClass['resolve']['unit'];
const limit = (amount: number, unit: Unit) => ({ amount, unit });
const days = { reopenDays: 7, autoConfirmDays: 7, longestPauseDays: 15 };

const hotline = '北京12345市民服务热线服务标准（2023）及2021年草案，摘要';
const handbook = '地方数字城管部件事件立案结案手册（renrendoc 191493937），摘要；首次响应、退回与自动确认期限为设定值';

/** Limits as `[E]` in section 5.1 are read in excerpts; where the table has no response limit the resolve limit stands in for it. */
const item = (
  code: string,
  zh: string,
  firstResponse: RequestClass['firstResponse'],
  resolve: RequestClass['resolve'],
  source: string,
  more: Partial<RequestClass> = {},
): RequestClass => ({
  ...{ code, zh, firstResponse, resolve, immediate: false, ...days, recheckDays: [14, 28], source, assumed: source !== hotline },
  ...more,
});

const classes: RequestClass[] = [
  item('EMERGENCY', '危及生命财产的紧急诉求', limit(1, 'calendar-hour'), limit(2, 'calendar-hour'), hotline, { recheckDays: [] }),
  item('UTILITIES', '水电气热及极端天气', limit(2, 'calendar-hour'), limit(24, 'calendar-hour'), hotline),
  item('GENERAL', '一般诉求', limit(24, 'calendar-hour'), limit(7, 'calendar-day'), hotline),
  item('COMPLEX', '复杂诉求', limit(24, 'calendar-hour'), limit(15, 'calendar-day'), hotline),
  item('EXPOSED_RUBBISH', '暴露垃圾', limit(4, 'working-hour'), limit(4, 'working-hour'), handbook, { immediate: true }),
  item('ROAD_CLEANING', '道路保洁', limit(2, 'working-hour'), limit(2, 'working-hour'), handbook, { immediate: true }),
  item('CONSTRUCTION_WASTE', '建筑垃圾与渣土堆', limit(4, 'working-hour'), limit(2, 'working-day'), handbook),
  item('GREEN_SPACE', '绿地修复', limit(5, 'working-day'), limit(5, 'working-day'), handbook),
  item(
    'ILLEGAL_BUILDING',
    '违法建设（制止4工作时，处罚7工作日，拆除20工作日）',
    limit(4, 'working-hour'),
    limit(20, 'working-day'),
    handbook,
  ),
  item('PARKING', '停车秩序', limit(4, 'working-hour'), limit(1, 'working-day'), '设定值：立行立改类', { immediate: true }),
  item('PETITION', '信访事项', limit(15, 'calendar-day'), limit(60, 'calendar-day'), '信访工作条例，原文未取得；可延长30日', {
    longestPauseDays: 30,
    recheckDays: [],
  }),
];

const named = '集贤县“8+4+1”工作机制';
const proposed = '“8+4+1”之四类便捷服务，名称为设定值';
const hours: [string, string][] = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
];

/** G-38 G-42 What holds until a jurisdiction lays down its own: the table of section 5.1, each row with its source and whether it is assumed. */
export const defaultPolicy: RequestPolicy = {
  classes,
  modes: [
    { code: 'DOOR_TO_DOOR', zh: '上门办', source: named, assumed: false },
    { code: 'ON_BEHALF', zh: '代办', source: proposed, assumed: true },
    { code: 'ASSISTED', zh: '帮办', source: proposed, assumed: true },
    { code: 'BY_APPOINTMENT', zh: '预约办', source: proposed, assumed: true },
  ],
  calendar: {
    utcOffsetMinutes: 480,
    weekdays: { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours },
    makeUpHours: hours,
    holidays: [],
    makeUpWorkdays: [],
  },
  escalation: [
    { level: 1, percent: 100 },
    { level: 2, percent: 150 },
    { level: 3, percent: 200 },
  ],
  reporterRetentionDays: 1095,
  // 50 m as fixmystreet has it (issue 1677); both set, no document says.
  similar: { withinMetres: 50, withinDays: 30 },
};
