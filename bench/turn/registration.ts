/** What both bots are registered as; the bench's token authority and connector stand in for Microsoft's. */
export const registration = {
  appId: 'b0b00000-0000-4000-8000-000000000001',
  tenantId: '7e7e0000-0000-4000-8000-000000000001',
};
