/** An order as the demo shop's own server tells of it. */
interface DemoOrder {
  number: string;
  status: string;
  carrier: string | null;
  /** When it is expected, or came. */
  arrives: string;
  customer: string;
}

const orders: readonly DemoOrder[] = [
  { number: 'BW-4471902', status: 'on its way', carrier: 'Royal Mail', arrives: 'in one to two working days', customer: 'demo-7' },
  { number: 'BW-4471903', status: 'delivered', carrier: 'DPD', arrives: 'yesterday', customer: 'demo-7' },
  { number: 'BW-4471904', status: 'being packed', carrier: null, arrives: 'in three to four working days', customer: 'demo-8' },
];

/** The worked example of a tool: an order by its number, of this customer if one is named; undefined when there is none. */
export const demoOrder = (number: string, customer?: string): DemoOrder | undefined =>
  orders.find((order) => order.number === number.toUpperCase() && (customer === undefined || customer === order.customer));
