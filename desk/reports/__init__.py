"""The report (counselling/statistics/model.py) as charts, a spreadsheet, CSV, and on paper."""
