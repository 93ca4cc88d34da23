import { transitions } from '@gezhi/shared/domain';

export const lanternLife = transitions<string, string>({ DARK: { light: 'LIT' }, LIT: { dim: 'DIM' }, STOLEN: {} }, { initial: 'DARK' });
const hiddenLife = transitions<string, string>({ NEW: {} }, { initial: 'NEW' });

/** G-97 A lantern is lit once. */
export function light(state: string): string {
  return lanternLife.next(state, 'light') + hiddenLife.initial;
}

/** A lantern is dimmed at night. */
export function dim(): boolean {
  return new Date().getUTCHours() > 20;
}

export const polish = (): number => Math.random() + new Date(0).getTime();

/** G-98 A lantern may be sold. */
export function sell(): number {
  return Date.now();
}
