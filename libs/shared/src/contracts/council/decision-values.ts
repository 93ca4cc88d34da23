import { z } from 'zod';

/** What a decision may be about; whoever waits for one names it and the thing decided upon. */
export const decisionMatter = z.enum(['FEE_SCHEDULE', 'SERVICE_STANDARD', 'COMMON_PART_USE', 'FUND_SPENDING', 'PROVIDER', 'OTHER']).meta({
  id: 'DecisionMatter',
  description:
    'FEE_SCHEDULE 收费标准, SERVICE_STANDARD 服务标准, COMMON_PART_USE 共有部分用途, FUND_SPENDING 资金使用, PROVIDER 物业选聘, OTHER 其他',
});
export type DecisionMatter = z.output<typeof decisionMatter>;

/** By which majority owners decided (民法典 278): of all other matters, or of those that need three quarters. */
export const majority = z
  .enum(['GENERAL', 'SPECIAL'])
  .meta({ id: 'Majority', description: 'GENERAL 一般事项（过半数）, SPECIAL 特别事项（四分之三）' });
export type Majority = z.output<typeof majority>;

export const decisionOutcome = z
  .enum(['PASSED', 'FAILED', 'INQUORATE', 'REFERRED'])
  .meta({ id: 'DecisionOutcome', description: 'PASSED 通过, FAILED 未通过, INQUORATE 未达参与比例, REFERRED 提交业主表决' });
export type DecisionOutcome = z.output<typeof decisionOutcome>;
