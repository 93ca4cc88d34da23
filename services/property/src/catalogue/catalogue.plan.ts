import { serviceItemErrors } from '@gezhi/shared/contracts';
import { guard, today, type Write } from '@gezhi/shared/database';

const offered = `EXISTS (SELECT 1 FROM service_item WHERE id = ?::uuid AND (withdrawn_from IS NULL OR ${today} < withdrawn_from) FOR SHARE)`;

/** P-13 Nobody withdraws the item from today on while it is being ordered. */
export const stillOffered = (itemId: string): Write => guard(serviceItemErrors.withdrawn, offered, itemId);
