import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { findBindings, type Bindings, type ServiceDefinition } from '@gezhi/shared/boot';
import { PlatformFeatures } from '@gezhi/shared/platform';

type Import = Type | DynamicModule;

const reflector = new Reflector();

/** What the classes of a service are bound to, read without starting it: by their decorators alone. */
export function bindingsOf(definition: ServiceDefinition): Bindings {
  const classes = new Set<Type>();
  for (const one of [definition.module, PlatformFeatures.for(definition.name)]) collect(one, classes, new Set());
  const providers = [...classes].map((metatype) => ({ metatype, instance: Object.create(metatype.prototype as object) as object }));
  const application = { get: (token: unknown) => (token === DiscoveryService ? { getProviders: () => providers } : reflector) };
  return findBindings(application as unknown as Parameters<typeof findBindings>[0]);
}

function collect(from: Import, classes: Set<Type>, seen: Set<Type>): void {
  const { module, imports = [], providers = [] } = 'module' in from ? from : { module: from };
  if (seen.has(module)) return;
  seen.add(module);
  for (const provider of [...providers, ...listed<Provider>('providers', module)]) {
    const metatype = typeof provider === 'function' ? provider : 'useClass' in provider ? provider.useClass : undefined;
    if (metatype) classes.add(metatype as Type);
  }
  for (const inner of [...(imports as Import[]), ...listed<Import>('imports', module)]) collect(inner, classes, seen);
}

const listed = <T>(key: string, module: Type): T[] => reflector.get<T[] | undefined>(key, module) ?? [];
