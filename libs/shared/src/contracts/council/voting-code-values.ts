import { errors } from '../define.js';

/** Refusals wherever a ballot demands the code that was printed for an entry of its roll. */
export const votingCodeErrors = errors('council.voting-code', {
  wanted: [
    'rule',
    '本次表决须凭票码投票，请填写发给您的票码',
    'Votes of this ballot need a code; enter the one that was handed to you on paper',
  ],
  wrong: [
    'forbidden',
    '票码不符，请核对；剩余次数见提示，用尽后须补发新码',
    'The code is not that of the entry; look at it again: when the attempts that are left are used up, a new one has to be issued',
  ],
  notToBeMade: ['rule', '现在不能为该表决制作票码，原因见详情', 'No codes are to be made for this ballot now; the detail says why'],
  locked: [
    'forbidden',
    '该条目的票码已失效（错误次数过多或已补发），请向社区申请补发',
    'The code of the entry is void, after too many wrong attempts or because a new one was issued; ask the community for a new one',
  ],
});
