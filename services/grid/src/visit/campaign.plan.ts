/** For the writing statement: there is such a campaign, and it covers the place; its id and the place. */
export const campaignCovers = 'EXISTS (SELECT 1 FROM campaign WHERE id = ?::uuid AND starts_with(?, place_code))';
/** For the writing statement: the campaign is open, and stays so until what is written is stored. */
export const campaignOpen = `EXISTS (SELECT 1 FROM campaign WHERE id = ?::uuid AND status = 'OPEN' FOR SHARE)`;
