"""The rules of the field as plain typed Python: values in, values out. No database, no file, no clock."""
