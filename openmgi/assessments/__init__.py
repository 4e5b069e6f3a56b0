"""A place being judged: assessments, their people, answers, quotes, talk, and the record of every act."""
