import type { GridType, RequestClass } from '@gezhi/shared/contracts';

/** G-08 The limits of a class in a grid of a type: what is laid down for the type, else what holds everywhere. */
export function limitsOf(item: RequestClass, gridType: GridType | null): RequestClass {
  const special = gridType ? item.byGridType?.[gridType] : undefined;
  if (!special) return item;
  const { firstResponse = item.firstResponse, resolve = item.resolve } = special;
  return { ...item, firstResponse, resolve };
}
