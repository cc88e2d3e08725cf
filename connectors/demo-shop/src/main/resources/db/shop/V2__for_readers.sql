-- What a reader, often a small model, is shown: one place for each matter, with comments that say where to look.
drop view stock_details;

-- Without the parts that open_amount is made of: who wants them finds payments and credit notes.
drop view invoice_details;
create view invoice_details as
select i.invoice_id,
       i.number,
       c.name as customer,
       c.customer_id,
       i.order_id,
       i.issued_on,
       i.due_on,
       (i.amount
           - coalesce((select sum(p.amount) from payments p where p.invoice_id = i.invoice_id), 0)
           - coalesce((select sum(n.amount) from credit_notes n where n.invoice_id = i.invoice_id), 0))::numeric(12, 2)
           as open_amount,
       i.amount as issued_amount
from invoices i join customers c on c.customer_id = i.customer_id;
comment on view invoice_details is 'All invoices, one row each, with the customer''s name';
comment on column invoice_details.number is 'such as INV-00042';
comment on column invoice_details.due_on is 'overdue when due_on < current_date and open_amount > 0';
comment on column invoice_details.customer is 'name';
comment on column invoice_details.issued_amount is 'EUR before payments';
comment on column invoice_details.open_amount is 'EUR still owed; 0 when paid';

comment on view order_details is 'Lines of orders, one row each, with names; count orders in table orders';
comment on column order_details.line_total is 'EUR without tax';

comment on table orders is 'One row for each order';
comment on column orders.status is 'new, shipped, delivered, cancelled';
comment on table customers is 'Companies that buy from us';
comment on column customers.segment is 'retailer, workshop, fleet, public';
comment on column customers.credit_limit is 'EUR; most that may be open at once';
comment on table products is 'What we sell, with the stock on hand';
comment on column products.category is 'bicycle, wheel, brake, drivetrain, light, clothing';
comment on column products.list_price is 'EUR without tax';
comment on column products.in_stock is 'pieces';
comment on column products.reorder_level is 'order new stock when in_stock is below';
comment on table payments is 'Payments received, whole or in parts';
comment on table credit_notes is 'Amounts taken off an invoice for returned or damaged goods';
comment on column credit_notes.idempotency_key is null;
