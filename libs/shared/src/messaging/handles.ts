import { SetMetadata } from '@nestjs/common';
import type { Contract, InputOf, OutputOf } from '../contracts/define.js';
import type { Request } from '../auth/request.js';
import type { Reply } from '../database/reply.js';

export const HANDLES = 'gezhi:handles';

type Answer<C extends Contract> = C['kind'] extends 'command' ? Reply | OutputOf<C> : OutputOf<C>;
type Handler<C extends Contract> = (input: InputOf<C>, request: Request) => Promise<Answer<C> | Reply>;

/**
 * Binds a method to a contract: it is asked with the validated input and the verified request. Commands answer with the
 * `Reply` of the unit of work, queries with the contract's output. The compiler checks the method against the contract.
 */
export const Handles =
  <C extends Contract>(contract: C) =>
  <M extends Handler<C>>(target: object, key: string, descriptor: TypedPropertyDescriptor<M>): void => {
    SetMetadata(HANDLES, contract)(target, key, descriptor);
  };
