export const startTestService = 1;
