import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Contract, EventContract } from '../contracts/define.js';
import { HANDLES } from '../messaging/handles.js';
import { ON, type OnOptions } from '../messaging/on.js';
import { EVERY } from '../schedule/every.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- bound methods were checked against their contract by the decorator
type Method = (...parameters: any[]) => Promise<any>;

export interface Bindings {
  readonly handlers: { contract: Contract; method: Method; location: string }[];
  readonly listeners: { event: EventContract; options: OnOptions; method: Method; feature: string; name: string }[];
  readonly schedules: { cron: string; method: () => Promise<void>; name: string }[];
}

const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

/** All methods of the application bound by `@Handles`, `@On` and `@Every`. */
export function findBindings(application: INestApplicationContext): Bindings {
  const reflector = application.get(Reflector);
  const scanner = new MetadataScanner();
  const bindings: Bindings = { handlers: [], listeners: [], schedules: [] };
  for (const { instance, metatype } of application.get(DiscoveryService).getProviders()) {
    if (!instance || !metatype || typeof instance !== 'object') continue;
    for (const key of scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
      const original = (instance as Record<string, Method>)[key]!;
      const method: Method = original.bind(instance);
      const location = `${metatype.name}.${key}`;
      const feature = kebab(metatype.name.replace(/(Subscriber|Schedule|Commands|Queries)$/, ''));
      const contract = reflector.get<Contract | undefined>(HANDLES, original);
      if (contract) bindings.handlers.push({ contract, method, location });
      const on = reflector.get<{ event: EventContract; options: OnOptions } | undefined>(ON, original);
      if (on) bindings.listeners.push({ ...on, method, feature, name: kebab(key) });
      const cron = reflector.get<string | undefined>(EVERY, original);
      if (cron) bindings.schedules.push({ cron, method: method as () => Promise<void>, name: `${feature}-${kebab(key)}` });
    }
  }
  return bindings;
}
