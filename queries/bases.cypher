//+ summary: 'All agreements, operations, assistance and reports'
//+ summary_uk: 'Усі угоди, операції, допомога та повідомлення'
//+ description: >-
//+   One row a basis.
//+ columns:
//+   basis: {type: id, sort: true, is: The basis}
//+   name: {type: text, names: basis, is: Its name}
//+   kind: {type: text, is: Kind of basis}
//+   form: {type: text, is: Form of the basis}
//+   binds: {type: text, is: How it binds}
//+   during: {type: edtf, is: When an operation was done}
//+   in_force_since: {type: edtf, is: When the instrument itself entered into force}
//+   participants: {type: integer, is: How many take part}
//+ show: [basis, name, kind, form, binds, during, in_force_since, participants]
//+ tags: [basis]

MATCH (b:Basis)
RETURN b.id AS basis, b.name AS name, b.kind AS kind, b.form AS form, b.binds AS binds, b.during AS during,
    b.in_force_since AS in_force_since, b.participants AS participants
ORDER BY basis
