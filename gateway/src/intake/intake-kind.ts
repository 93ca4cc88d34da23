import type { z } from 'zod';
import { registry, type Contract } from '@gezhi/shared/contracts';

/** A column of the sheet: the field it fills, its header, and an example for the template. */
export interface Column {
  readonly field: string;
  readonly header: string;
  readonly example: string;
  /** Words of the sheet for codes of the contract, as 居民 for RESIDENT. */
  readonly words?: Readonly<Record<string, string>>;
  /** The cell holds several values separated by 、 , or ; */
  readonly list?: boolean;
  /** The cell is local time of the place when it names no zone. */
  readonly time?: boolean;
}

/** A kind of import: the batch command that stores its rows, and how the sheet's columns fill them. */
export interface IntakeKind {
  readonly name: string;
  readonly title: string;
  readonly subject: string;
  readonly columns: readonly Column[];
  /** The sheet is another system's: columns beside these mean nothing here. */
  readonly others?: boolean;
  /** The first cell of the row by which the sheet's own totals begin, which end it. */
  readonly totals?: string;
  /** How the first cell of a row begins that is a remark. */
  readonly remarks?: string;
}

const community = { field: 'communityCode', header: '社区代码', example: '320404004001' };
const householdKinds = { 居民: 'RESIDENT', 商铺: 'SHOP', 企业: 'ENTERPRISE' };
const slotWords = {
  工作日白天: 'WEEKDAY_DAY',
  工作日晚间: 'WEEKDAY_EVENING',
  周末白天: 'WEEKEND_DAY',
  周末晚间: 'WEEKEND_EVENING',
};

export const intakeKinds: readonly IntakeKind[] = [
  {
    name: 'households',
    title: '户册',
    subject: 'grid.command.household.import.v1',
    columns: [
      { field: 'externalRef', header: '台账编号', example: 'H-0001' },
      { field: 'kind', header: '类别', example: '居民', words: householdKinds },
      community,
      { field: 'addressLabel', header: '门牌标签', example: '1幢1单元101' },
      { field: 'lon', header: '经度', example: '119.912' },
      { field: 'lat', header: '纬度', example: '31.771' },
    ],
  },
  {
    name: 'visits',
    title: '走访记录',
    subject: 'grid.command.visit.import.v1',
    columns: [
      { field: 'externalRef', header: '走访编号', example: 'V-0001' },
      community,
      { field: 'householdRef', header: '户台账编号', example: 'H-0001' },
      { field: 'occurredAt', header: '走访时间', example: '2026-03-02 10:30', time: true },
      { field: 'kind', header: '走访类型', example: '访民', words: { 访民: 'RESIDENT', 访企: 'ENTERPRISE', 访街巷: 'STREET' } },
      { field: 'needs', header: '需求代码', example: 'PARKING、LIGHTING', list: true },
    ],
  },
  {
    name: 'units',
    title: '房屋与业主清册',
    subject: 'property.command.register.import.v1',
    columns: [
      { field: 'externalRef', header: '房屋编号', example: 'U-0001' },
      community,
      { field: 'estateName', header: '小区名称', example: '演示小区' },
      { field: 'buildingLabel', header: '楼栋', example: '1号楼' },
      { field: 'label', header: '房号', example: '1单元101' },
      { field: 'kind', header: '用途', example: '住宅', words: { 住宅: 'RESIDENTIAL', 经营性用房: 'COMMERCIAL', 其他: 'OTHER' } },
      { field: 'squareMetres', header: '建筑面积（平方米）', example: '62.50' },
      {
        field: 'areaSource',
        header: '面积依据',
        example: '不动产登记簿',
        words: { 不动产登记簿: 'TITLE_REGISTER', 测绘机构实测: 'MEASUREMENT', 房屋买卖合同: 'SALE_CONTRACT' },
      },
      { field: 'householdId', header: '住户编号', example: '' },
      { field: 'ownerName', header: '业主', example: '演示业主' },
      { field: 'ownerKind', header: '业主类型', example: '自然人', words: { 自然人: 'PERSON', 单位: 'ORGANISATION' } },
      { field: 'identityNumber', header: '证件号码', example: '' },
      { field: 'phone', header: '联系电话', example: '' },
      { field: 'ownedSince', header: '登记日期', example: '2012-05-20' },
    ],
  },
  {
    name: 'wechat-statement',
    title: '微信支付交易账单',
    subject: 'property.command.reconciliation.import-wechat.v1',
    others: true,
    totals: '总交易单数',
    columns: [
      { field: 'at', header: '交易时间', example: '2026-06-01 09:30:00', time: true },
      { field: 'externalRef', header: '微信订单号', example: '4200000000000000000000000000' },
      { field: 'orderNumber', header: '商户订单号', example: '01890000000070008000000000000001' },
      { field: 'tradeState', header: '交易状态', example: 'SUCCESS' },
      { field: 'refundNumber', header: '商户退款单号', example: '0' },
      { field: 'orderAmount', header: '订单金额', example: '180.00' },
      { field: 'refundAmount', header: '申请退款金额', example: '0.00' },
    ],
  },
  {
    name: 'alipay-statement',
    title: '支付宝业务明细',
    subject: 'property.command.reconciliation.import-alipay.v1',
    others: true,
    remarks: '#',
    columns: [
      { field: 'externalRef', header: '支付宝交易号', example: '2026060122001400000000000000' },
      { field: 'orderNumber', header: '商户订单号', example: '01890000000070008000000000000001' },
      { field: 'kind', header: '业务类型', example: '交易', words: { 交易: 'PAYMENT', 退款: 'REFUND' } },
      { field: 'at', header: '完成时间', example: '2026-06-01 09:30:00', time: true },
      { field: 'amount', header: '订单金额（元）', example: '180.00' },
      { field: 'refundNumber', header: '退款批次号/请求号', example: '' },
    ],
  },
  {
    name: 'returning-members',
    title: '在职党员报到名册',
    subject: 'council.command.returning-member.import.v1',
    columns: [
      { field: 'externalRef', header: '登记编号', example: 'R-0001' },
      community,
      { field: 'name', header: '姓名', example: '演示党员' },
      { field: 'phone', header: '联系电话', example: '' },
      { field: 'workUnit', header: '工作单位', example: '演示单位' },
      { field: 'workCommunityCode', header: '单位所在社区代码', example: '' },
      { field: 'skills', header: '技能代码', example: 'TUTORING、LEGAL_ADVICE', list: true },
      { field: 'slots', header: '可服务时段', example: '周末白天', list: true, words: slotWords },
    ],
  },
  {
    name: 'problems',
    title: '问题清单',
    subject: 'grid.command.problem.import.v1',
    columns: [
      { field: 'externalRef', header: '问题编号', example: 'P-0001' },
      { field: 'scope', header: '范围', example: '共性', words: { 共性: 'COMMON', 个性: 'INDIVIDUAL' } },
      community,
      { field: 'class', header: '类别代码', example: 'PARKING' },
      { field: 'summary', header: '问题描述', example: '楼道照明不足' },
      { field: 'gridCodes', header: '网格代码', example: '320404004001001', list: true },
      { field: 'rectified', header: '已整改', example: '否', words: { 是: 'true', 否: 'false' } },
    ],
  },
];

/** The command of a kind and the schema of one row. */
export function rowsOf(kind: IntakeKind): { contract: Contract; row: z.ZodObject } {
  const contract = registry.contract(kind.subject);
  if (!contract) throw new Error(`${kind.subject} is not declared`);
  const rows = contract.input.shape.rows as z.ZodArray<z.ZodObject>;
  return { contract, row: rows.element };
}
