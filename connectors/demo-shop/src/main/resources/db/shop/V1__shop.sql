-- A wholesaler of bicycles and parts. Comments are written to be read by a model.
create table customers (
    customer_id   integer primary key,
    name          text    not null unique,
    city          text    not null,
    country       text    not null,
    segment       text    not null check (segment in ('retailer', 'workshop', 'fleet', 'public')),
    credit_limit  numeric(12, 2) not null,
    customer_since date   not null
);
comment on table customers is 'Companies that buy from us';
comment on column customers.segment is 'one of retailer, workshop, fleet, public';
comment on column customers.credit_limit is 'EUR; the most that may be open at once';

create table suppliers (
    supplier_id    integer primary key,
    name           text    not null unique,
    country        text    not null,
    lead_time_days integer not null
);
comment on table suppliers is 'Companies that we buy from';
comment on column suppliers.lead_time_days is 'days from our order to arrival';

create table products (
    product_id    integer primary key,
    sku           text    not null unique,
    name          text    not null,
    category      text    not null check (category in ('bicycle', 'wheel', 'brake', 'drivetrain', 'light', 'clothing')),
    list_price    numeric(10, 2) not null,
    supplier_id   integer not null references suppliers,
    in_stock      integer not null,
    reorder_level integer not null
);
comment on table products is 'What we sell, with the stock on hand';
comment on column products.category is 'one of bicycle, wheel, brake, drivetrain, light, clothing';
comment on column products.list_price is 'EUR a piece, without tax';
comment on column products.in_stock is 'pieces on hand now';
comment on column products.reorder_level is 'when in_stock is below this, new stock should be ordered';

create table orders (
    order_id    integer primary key,
    customer_id integer not null references customers,
    ordered_on  date    not null,
    status      text    not null check (status in ('new', 'shipped', 'delivered', 'cancelled')),
    shipped_on  date
);
comment on table orders is 'Orders of customers; their lines are in order_items';
comment on column orders.status is 'one of new, shipped, delivered, cancelled';

create table order_items (
    order_id   integer not null references orders,
    line       integer not null,
    product_id integer not null references products,
    quantity   integer not null,
    unit_price numeric(10, 2) not null,
    primary key (order_id, line)
);
comment on table order_items is 'Lines of orders';
comment on column order_items.unit_price is 'EUR a piece as agreed, after discount, without tax';

create table invoices (
    invoice_id   integer primary key,
    number       text    not null unique,
    customer_id  integer not null references customers,
    order_id     integer not null references orders,
    issued_on    date    not null,
    due_on       date    not null,
    amount       numeric(12, 2) not null
);
comment on table invoices is 'Invoices to customers, one for each order that was shipped';
comment on column invoices.number is 'as printed, such as INV-00042';
comment on column invoices.due_on is 'to be paid until this date; after it what is open is overdue';
comment on column invoices.amount is 'EUR, with 19 % tax';

create table payments (
    payment_id integer primary key,
    invoice_id integer not null references invoices,
    paid_on    date    not null,
    amount     numeric(12, 2) not null
);
comment on table payments is 'Payments received; an invoice may be paid in parts or not at all';

create table credit_notes (
    credit_note_id  integer generated always as identity primary key,
    number          text    not null unique,
    invoice_id      integer not null references invoices,
    issued_on       date    not null,
    amount          numeric(12, 2) not null check (amount > 0),
    reason          text    not null,
    idempotency_key text    unique
);
comment on table credit_notes is 'Amounts that we take off an invoice, for returned or damaged goods';
comment on column credit_notes.idempotency_key is 'which call made it; a call that comes twice makes one';

create view invoice_details as
select i.invoice_id,
       i.number,
       c.customer_id,
       c.name as customer,
       i.issued_on,
       i.due_on,
       i.amount,
       coalesce((select sum(p.amount) from payments p where p.invoice_id = i.invoice_id), 0)::numeric(12, 2) as paid,
       coalesce((select sum(n.amount) from credit_notes n where n.invoice_id = i.invoice_id), 0)::numeric(12, 2)
           as credited,
       (i.amount
           - coalesce((select sum(p.amount) from payments p where p.invoice_id = i.invoice_id), 0)
           - coalesce((select sum(n.amount) from credit_notes n where n.invoice_id = i.invoice_id), 0))::numeric(12, 2)
           as open_amount
from invoices i join customers c on c.customer_id = i.customer_id;
comment on view invoice_details is 'Each invoice with its customer, what was paid and credited, and what is still open';
comment on column invoice_details.open_amount is 'EUR still owed on this invoice, 0 when settled; overdue if above 0 and due_on is before current_date';

create view order_details as
select o.order_id, o.ordered_on, o.status, c.name as customer, i.line, p.sku, p.name as product, p.category,
       i.quantity, i.unit_price, (i.quantity * i.unit_price)::numeric(12, 2) as line_total
from orders o
join customers c on c.customer_id = o.customer_id
join order_items i on i.order_id = o.order_id
join products p on p.product_id = i.product_id;
comment on view order_details is 'Each line of each order with its customer and product; cancelled orders are among them';
comment on column order_details.line_total is 'EUR, without tax';

create view stock_details as
select p.product_id, p.sku, p.name as product, p.category, p.in_stock, p.reorder_level,
       s.name as supplier, s.lead_time_days
from products p join suppliers s on s.supplier_id = p.supplier_id;
comment on view stock_details is 'Each product with its stock and its supplier';

-- Which data lie here; not for readers.
create table demo_data (
    seed      bigint not null,
    made_on   date   not null
);
